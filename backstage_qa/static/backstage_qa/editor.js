// Wagtail saves drafts by itself. A form that is sent while it does so waits for it: else a text
// that is new is made twice, and one that is edited is out of date by what was saved just now.

const ENDS = ["w-autosave:success", "w-autosave:error"];
let isSaving = false;
let waiting = null; // the form, and the button that was pressed

addEventListener("w-autosave:save", () => (isSaving = true));

addEventListener(
  "submit",
  (event) => {
    if (!isSaving || event.target.id !== "w-editor-form") return;
    event.preventDefault();
    event.stopImmediatePropagation();
    waiting = { form: event.target, button: event.submitter };
  },
  { capture: true },
);

function send({ form, button }) {
  if (button?.name) {
    // Wagtail has disabled the button since, and what is disabled is not sent.
    const pressed = document.createElement("input");
    Object.assign(pressed, { type: "hidden", name: button.name, value: button.value });
    form.append(pressed);
  }
  form.requestSubmit();
}

for (const end of ENDS) {
  addEventListener(end, () => {
    isSaving = false;
    if (waiting) send(waiting);
    waiting = null;
  });
}
