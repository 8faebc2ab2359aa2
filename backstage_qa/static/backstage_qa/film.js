// The film of a meeting: chapters and the transcript move the player, and follow it.

class BackstageFilm extends HTMLElement {
  connectedCallback() {
    this.video = this.querySelector("video");
    if (!this.video) return;
    this.moments = [...this.querySelectorAll("[data-at]")];
    this.key = `backstage-film-${this.dataset.key}`;
    this.addEventListener("click", (event) => this.onClick(event));
    this.video.addEventListener("timeupdate", () => this.follow());
    this.video.addEventListener("pause", () => this.remember());
    window.addEventListener("pagehide", () => this.remember());
    this.video.addEventListener("loadedmetadata", () => this.resume(), { once: true });
    if (this.video.readyState > 0) this.resume();
    if (navigator.clipboard) {
      for (const button of this.querySelectorAll("[data-action]")) button.hidden = false;
    }
    const find = this.querySelector(".backstage-film__find");
    if (find) {
      find.hidden = false;
      find.querySelector("input").addEventListener("input", (event) => this.find(event.target));
    }
  }

  onClick(event) {
    const link = event.target.closest("[data-at]");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      this.video.currentTime = Number(link.dataset.at);
      this.video.play();
      this.scrollIntoView({ block: "start" });
      this.video.focus({ preventScroll: true });
    }
    const button = event.target.closest("[data-action]");
    if (button) this.copy(button, button.dataset.action === "code" ? this.code() : this.moment());
  }

  moment() {
    const address = new URL(location.href);
    address.search = `?t=${Math.floor(this.video.currentTime)}`;
    address.hash = "film";
    return address.href;
  }

  code() {
    return this.querySelector("#film-code").value;
  }

  async copy(button, text) {
    await navigator.clipboard.writeText(text);
    button.parentElement.querySelector("[role=status]").textContent = button.dataset.said;
  }

  // Where this browser stopped, unless the address says where to begin. It never leaves it.
  resume() {
    if (new URLSearchParams(location.search).has("t")) return;
    try {
      const at = Number(localStorage.getItem(this.key));
      if (at > 5 && at < this.video.duration - 5) this.video.currentTime = at;
    } catch {
      // a browser that keeps nothing
    }
  }

  remember() {
    if (!this.video.currentTime) return;
    try {
      localStorage.setItem(this.key, String(Math.floor(this.video.currentTime)));
    } catch {
      // a browser that keeps nothing
    }
  }

  follow() {
    const now = this.video.currentTime;
    for (const list of [".backstage-film__chapters", ".backstage-film__transcript"]) {
      const within = this.moments.filter((link) => link.closest(list));
      const current = within.filter((link) => Number(link.dataset.at) <= now).at(-1);
      for (const link of within) {
        if (link === current) link.setAttribute("aria-current", "true");
        else if (link.hasAttribute("aria-current")) link.removeAttribute("aria-current");
      }
    }
  }

  find(input) {
    const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
    const words = fold(input.value).split(/\s+/).filter(Boolean);
    let found = 0;
    for (const said of this.querySelectorAll(".backstage-film__said")) {
      const text = fold(said.textContent);
      said.hidden = !words.every((word) => text.includes(word));
      if (!said.hidden) found += 1;
    }
    const status = input.parentElement.querySelector("[role=status]");
    status.textContent = words.length ? String(found || status.dataset.none) : "";
  }
}

customElements.define("backstage-film", BackstageFilm);
