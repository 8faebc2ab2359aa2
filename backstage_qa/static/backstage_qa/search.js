// Threads suggested while one types; the form works as well without.

const PAUSE = 150; // milliseconds without a key before anything is asked
const SHORTEST = 3;

/** Around a search field: links to what its words may lead to, below it. */
class BackstageSuggest extends HTMLElement {
  #asked = "";
  #pause;
  #request;

  connectedCallback() {
    this.field = this.querySelector("input");
    this.place = document.createElement("div");
    this.said = document.createElement("div");
    this.said.className = "backstage-hidden";
    this.said.setAttribute("role", "status");
    this.append(this.place, this.said);
    this.field.addEventListener("input", () => this.#typed());
    this.addEventListener("keydown", (event) => this.#key(event));
    this.addEventListener("focusout", (event) => {
      if (!this.contains(event.relatedTarget)) this.#close();
    });
  }

  disconnectedCallback() {
    this.#close();
  }

  #typed() {
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => this.#ask(), PAUSE);
  }

  /** Everybody who types the same asks for the same address, which a cache can keep. */
  async #ask() {
    const words = this.field.value.trimStart().replace(/\s+/g, " ").toLowerCase();
    if (words === this.#asked) return;
    if (words.trim().length < SHORTEST) return this.#close();
    this.#asked = words;
    this.#request?.abort();
    const request = (this.#request = new AbortController());
    try {
      const address = `${this.dataset.address}?${new URLSearchParams({ q: words })}`;
      const response = await fetch(address, { signal: request.signal });
      if (response.ok) this.#show(await response.text());
    } catch (error) {
      if (error.name !== "AbortError") this.#close(); // offline: nothing is suggested
    }
  }

  #show(html) {
    const part = new DOMParser().parseFromString(html, "text/html");
    const list = part.querySelector("ul");
    this.place.replaceChildren(...(list ? [list] : []));
    this.said.textContent = part.querySelector("[role=status]")?.textContent ?? "";
  }

  #close() {
    clearTimeout(this.#pause);
    this.#request?.abort();
    this.#asked = "";
    this.place.replaceChildren();
    this.said.textContent = "";
  }

  /** Down into the links and back up; Escape closes them. */
  #key(event) {
    const stops = [this.field, ...this.place.querySelectorAll("a")];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape" && stops.length > 1) {
      event.preventDefault(); // which would empty the field
      this.field.focus();
      this.#close();
    } else if (step && stops.length > 1) {
      event.preventDefault();
      const here = stops.indexOf(document.activeElement);
      stops[(here + step + stops.length) % stops.length].focus();
    }
  }
}

customElements.define("backstage-suggest", BackstageSuggest);
