// The film of a meeting: chapters and the transcript move the player, and follow it.
// A film at another host is loaded from there once it is asked for, not before.

class BackstageFilm extends HTMLElement {
  connectedCallback() {
    this.video = this.querySelector("video");
    this.elsewhere = this.querySelector("[data-frame]");
    this.addEventListener("click", (event) => this.onClick(event));
    if (this.video) this.watch();
    else this.goToChapter();
    window.addEventListener("hashchange", () => this.goToChapter());
    if (navigator.clipboard) {
      for (const button of this.querySelectorAll("[data-action]")) button.hidden = false;
    }
    const find = this.querySelector(".backstage-film__find");
    if (find) {
      find.hidden = false;
      const input = find.querySelector("input");
      input.addEventListener("input", () => this.find(input));
      input.addEventListener("keydown", (event) => {
        if (event.key === "Enter") this.goToFirstFound(input);
      });
    }
  }

  watch() {
    this.moments = [...this.querySelectorAll("[data-at]")];
    this.key = `backstage-film-${this.dataset.key}`;
    this.video.addEventListener("timeupdate", () => this.follow());
    this.querySelector(".backstage-film__transcript")?.addEventListener("toggle", () => {
      const current = this.querySelector(".backstage-film__text [aria-current]");
      if (current) this.keepInView(current);
    });
    this.video.addEventListener("pause", () => this.remember());
    window.addEventListener("pagehide", () => this.remember());
    this.video.addEventListener("loadedmetadata", () => this.resume(), { once: true });
    if (this.video.readyState > 0) this.resume();
  }

  onClick(event) {
    const link = event.target.closest("[data-at], [data-frame]");
    const isPlain = !event.ctrlKey && !event.metaKey && !event.shiftKey;
    if (link && isPlain && this.playFrom(Number(link.dataset.at ?? link.dataset.start), link)) {
      event.preventDefault();
    }
    const button = event.target.closest("[data-action]");
    if (button) this.copy(button, button.dataset.action === "code" ? this.code() : this.moment());
  }

  // False where the link is to be followed: nothing is loaded from elsewhere for a
  // chapter, before the film itself was asked for.
  playFrom(second, link) {
    if (this.elsewhere && link !== this.elsewhere && !this.frame) return false;
    if (this.elsewhere) this.load(second);
    else {
      this.video.currentTime = second;
      this.video.play();
    }
    this.scrollIntoView({ block: "start" });
    (this.frame ?? this.video).focus({ preventScroll: true });
    return true;
  }

  // In a new frame each time: another fragment alone would load nothing.
  load(second) {
    const frame = document.createElement("iframe");
    frame.src = this.elsewhere.dataset.frame.replace("{t}", second);
    frame.title = this.elsewhere.dataset.title;
    frame.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
    frame.referrerPolicy = "strict-origin-when-cross-origin";
    frame.className = "backstage-film__frame";
    (this.frame ?? this.elsewhere).replaceWith(frame);
    this.frame = frame;
    this.querySelector(".backstage-film__instead").hidden = false;
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

  // Whether the address names a chapter: player and transcript stand at its beginning, and a
  // film elsewhere begins there.
  goToChapter() {
    if (!/^#chapter-\d+$/.test(location.hash)) return false;
    const link = this.querySelector(`${location.hash} [data-at]`);
    if (!link) return false;
    if (this.video) this.video.currentTime = Number(link.dataset.at);
    else this.elsewhere.dataset.start = link.dataset.at;
    const transcript = this.querySelector(".backstage-film__transcript");
    if (transcript) transcript.open = true;
    return true;
  }

  // Where this browser stopped, unless the address says where to begin. It never leaves it.
  resume() {
    if (new URLSearchParams(location.search).has("t") || this.goToChapter()) return;
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
        const isCurrent = link === current;
        if (isCurrent === link.hasAttribute("aria-current")) continue;
        if (isCurrent) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
        if (isCurrent) this.keepInView(link);
      }
    }
  }

  // The transcript scrolls with the film, unless somebody is reading or searching in it.
  keepInView(link) {
    const text = link.closest(".backstage-film__text");
    if (!text || text.matches(":hover, :focus-within")) return;
    const place = () => {
      const from = text.getBoundingClientRect().top + text.clientHeight / 3;
      text.scrollTop += link.getBoundingClientRect().top - from;
    };
    place();
    // What is far away has a guessed height until it is drawn there.
    setTimeout(place, 100);
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
    const { none, one, many } = status.dataset;
    const said = found > 1 ? many.replace("{n}", found) : found ? one : none;
    status.textContent = words.length ? said : "";
  }

  // The next ones are reached by Tab; Enter once more plays the film from there.
  goToFirstFound(input) {
    if (!input.value.trim()) return;
    this.querySelector(".backstage-film__said:not([hidden]) a")?.focus();
  }
}

customElements.define("backstage-film", BackstageFilm);
