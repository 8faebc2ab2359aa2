// Chapters against the film: a button writes its moment as a line among the others.

const LINE = /^\s*((?:\d{1,2}:)?\d{1,2}:[0-5]\d)(?=\s|$)/;

class BackstageChapters extends HTMLElement {
  connectedCallback() {
    this.video = this.querySelector("video");
    this.box = this.querySelector("textarea[name=text]");
    const button = this.querySelector("[data-does=begin]");
    if (!button) return;
    button.hidden = false;
    button.addEventListener("click", () => this.begin(Math.floor(this.video.currentTime)));
  }

  begin(second) {
    const lines = this.box.value.split("\n").filter((line) => line.trim());
    let at = lines.findIndex((line) => this.second(line) >= second);
    if (at < 0) at = lines.length;
    if (this.second(lines[at] ?? "") !== second) lines.splice(at, 0, `${this.clock(second)} `);
    this.box.value = lines.join("\n");
    const end = lines.slice(0, at + 1).join("\n").length;
    this.box.focus();
    this.box.setSelectionRange(end, end);
  }

  second(line) {
    const clock = LINE.exec(line)?.[1];
    return clock ? clock.split(":").reduce((whole, part) => whole * 60 + Number(part), 0) : NaN;
  }

  clock(second) {
    const two = (number) => String(number).padStart(2, "0");
    const minutes = Math.floor(second / 60);
    const hours = minutes < 60 ? minutes : `${Math.floor(minutes / 60)}:${two(minutes % 60)}`;
    return `${hours}:${two(second % 60)}`;
  }
}

customElements.define("backstage-chapters", BackstageChapters);
