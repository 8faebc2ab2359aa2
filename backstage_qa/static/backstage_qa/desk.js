// Sorting by keyboard, beside Wagtail's own shortcuts (w-kbd), which press what has a letter.

const desk = document.querySelector(".backstage-desk");
const isField = (element) => element.matches("input, select, textarea, [contenteditable]");
let isLeaving = false;

// A key does one thing, once: held down, or typed while the next screen is on its way,
// it would do it to a question that nobody has read.
addEventListener(
  "keydown",
  (event) => {
    const acts = event.key === "Enter" || (event.key.length === 1 && event.key !== " ");
    if (acts && (event.repeat || isLeaving) && !isField(event.target)) event.preventDefault();
  },
  { capture: true },
);
addEventListener("submit", () => (isLeaving = true));
addEventListener("pageshow", () => (isLeaving = false));

// What is opened takes the focus.
desk.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='#act-']");
  const act = link ? desk.querySelector(link.hash) : event.target.closest("summary")?.parentElement;
  if (!act) return;
  if (link) act.open = true;
  setTimeout(() => {
    if (act.open) act.querySelector("input:not([type=hidden]), select, textarea, button").focus();
  });
});

desk.addEventListener("keydown", (event) => {
  if (!isField(event.target)) return;
  if (event.key === "Escape") desk.querySelector(".backstage-desk__title").focus();
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    const { form } = event.target;
    form?.requestSubmit(form.querySelector("[name=and_next]") ?? form.querySelector("[type=submit]"));
  }
});
