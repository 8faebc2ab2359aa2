// Captions against the film: keys press the buttons of a row, and the film follows the row.

class BackstageCaptions extends HTMLElement {
  connectedCallback() {
    this.video = this.querySelector("video");
    for (const hidden of this.querySelectorAll("[data-keys], [data-does=play]")) {
      hidden.hidden = false;
    }
    this.addEventListener("click", (event) => {
      if (event.target.closest("[data-does=play]")) this.play(event.target.closest("li"));
    });
    // Not below the film, nor the button, which stay in sight.
    this.addEventListener("focusin", (event) => {
      if (event.target.closest("li")) event.target.scrollIntoView({ block: "nearest" });
    });
    this.addEventListener("keydown", (event) => this.onKey(event));
    this.video?.addEventListener("timeupdate", () => {
      if (this.until && this.video.currentTime >= this.until) this.video.pause();
    });
    document.querySelector(".backstage-refusal[autofocus], .backstage-cues [autofocus]")?.focus();
  }

  onKey(event) {
    const row = event.target.closest("li");
    if (row && event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      this.save(row);
    }
    if (!row || !event.altKey || event.ctrlKey || event.metaKey) return;
    const [start, end] = row.querySelectorAll("input");
    const does = {
      KeyS: () => this.press(row, "split"),
      KeyJ: () => this.press(row, "join"),
      KeyN: () => this.press(row, "add"),
      KeyD: () => this.press(row, "delete"),
      ...(this.video && {
        KeyP: () => this.play(row),
        KeyB: () => this.stamp(start),
        KeyE: () => this.stamp(end),
      }),
    }[event.code];
    if (!does) return;
    event.preventDefault();
    does();
  }

  // Whoever saves from a row comes back to it.
  save(row) {
    const button = this.querySelector(".backstage-cues__save button");
    button.value = row.querySelector("[value^='split ']").value.replace("split", "save");
    button.click();
  }

  press(row, verb) {
    const text = row.querySelector("textarea");
    const caret = this.querySelector("[name=caret]");
    caret.value = document.activeElement === text ? text.selectionStart : "";
    row.querySelector(`[value^="${verb} "]`).click();
  }

  play(row) {
    const [start, end] = [...row.querySelectorAll("input")].map((field) => this.seconds(field.value));
    if (Number.isNaN(start)) return;
    this.video.currentTime = start;
    this.until = end;
    this.video.play();
  }

  stamp(field) {
    const at = this.video.currentTime;
    const two = (number) => String(Math.floor(number)).padStart(2, "0");
    const thousandths = String(Math.floor((at % 1) * 1000)).padStart(3, "0");
    field.value = `${two(at / 3600)}:${two((at / 60) % 60)}:${two(at % 60)}.${thousandths}`;
  }

  seconds(clock) {
    return clock.trim().split(":").reduce((whole, part) => whole * 60 + Number(part), 0);
  }
}

customElements.define("backstage-captions", BackstageCaptions);
