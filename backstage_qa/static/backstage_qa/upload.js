// A film on its way: says how much of it has arrived, and when it broke off.

class BackstageUpload extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.progress = this.querySelector("progress");
    this.said = this.querySelector("[role=alert]");
    this.form.addEventListener("submit", (event) => this.send(event));
  }

  send(event) {
    event.preventDefault();
    const file = this.form.querySelector("input[type=file]").files[0];
    if (file?.size > Number(this.dataset.most)) return this.say([this.said.dataset.tooLarge]);
    const body = new FormData(this.form, event.submitter);
    const request = new XMLHttpRequest();
    request.open("POST", location.href);
    request.setRequestHeader("X-Requested-With", "XMLHttpRequest");
    request.responseType = "json";
    request.upload.addEventListener("progress", ({ loaded, total }) => {
      this.progress.value = total ? (100 * loaded) / total : 0;
    });
    request.addEventListener("load", () => this.answered(request));
    request.addEventListener("error", () => this.say([this.said.dataset.broken]));
    this.progress.hidden = false;
    this.said.textContent = "";
    event.submitter.disabled = true;
    this.button = event.submitter;
    request.send(body);
  }

  answered(request) {
    if (request.status === 200 && request.response?.url) location.assign(request.response.url);
    else this.say(request.response?.errors ?? [this.said.dataset.broken]);
  }

  say(errors) {
    this.progress.hidden = true;
    if (this.button) this.button.disabled = false;
    this.said.textContent = errors.join(" ");
  }
}

customElements.define("backstage-upload", BackstageUpload);

// While a film is prepared the page says how far it is; once it is ready it shows the rest,
// unless a form is being filled in.
async function follow() {
  const state = document.querySelector("#film-state[data-follow]");
  if (!state) return;
  await new Promise((resolve) => setTimeout(resolve, 1000 * state.dataset.follow));
  try {
    const response = await fetch(location.href);
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const now = page.querySelector("#film-state");
    const isBusy = document.querySelector(".backstage-desk :is(progress:not([hidden]), input:focus)");
    if (now && !now.dataset.follow && !isBusy) return location.reload();
    if (now && now.textContent !== state.textContent) state.replaceWith(now);
  } catch {
    // the server is away for a moment
  }
  follow();
}

follow();
