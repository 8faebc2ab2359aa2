// What makes the plugin's pages nicer where scripts run; all of it works without.

/** Copy, share and print the page one is on; nobody else is told. */
class BackstageShare extends HTMLElement {
  connectedCallback() {
    const address = () => document.querySelector('link[rel="canonical"]')?.href ?? location.href;
    const said = this.querySelector('[role="status"]');
    const does = {
      copy: navigator.clipboard && (async () => {
        await navigator.clipboard.writeText(address());
        said.textContent = this.dataset.copied;
      }),
      share: navigator.share && (async () => {
        try {
          await navigator.share({ title: this.dataset.title, url: address() });
        } catch (error) {
          if (error.name !== "AbortError") throw error; // the reader closed the dialogue
        }
      }),
      print: () => window.print(),
    };
    for (const button of this.querySelectorAll("[data-action]")) {
      const act = does[button.dataset.action];
      if (!act) continue;
      button.hidden = false;
      button.addEventListener("click", act);
    }
  }
}

customElements.define("backstage-share", BackstageShare);

// After a form came back, start reading at what was wrong or done.
document.querySelector("[data-backstage-focus]")?.focus();

// Show who will answer as soon as a profession is chosen.
const who = document.querySelector("[data-backstage-who]");
const profession = document.querySelector("form select[name='profession']");
if (who && profession) {
  let latest;
  profession.addEventListener("change", async () => {
    const address = new URL(location.href);
    address.search = new URLSearchParams({ profession: profession.value });
    latest = address.href;
    const response = await fetch(address);
    if (!response.ok || latest !== address.href) return;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const fresh = page.querySelector("[data-backstage-who]");
    if (fresh) who.replaceChildren(...fresh.childNodes);
  });
}

// One click sends one form: the token makes a second harmless, this spares the wait.
document.addEventListener("submit", (event) => {
  if (event.target.method === "post") {
    if (event.target.dataset.sent) event.preventDefault();
    event.target.dataset.sent = "yes";
  }
});
addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent;
});
