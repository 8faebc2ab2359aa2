// Wagtail saves drafts by itself. A form that is sent while it does so waits for it: else a text
// that is new is made twice. And it is sent with what was saved: else that seems somebody else's.

let isSaving = false;
let waiting = null; // the form, and the button that was pressed

function put(form, name, value) {
  let field = form.querySelector(`input[type=hidden][name="${name}"]`);
  if (!field) {
    field = Object.assign(document.createElement("input"), { type: "hidden", name });
    form.append(field);
  }
  field.value = value;
}

function end() {
  isSaving = false;
  if (!waiting) return;
  const { form, button } = waiting;
  waiting = null;
  // Wagtail has disabled the button since, and what is disabled is not sent.
  if (button?.name) put(form, button.name, button.value);
  form.requestSubmit();
}

addEventListener("w-autosave:save", () => (isSaving = true));
addEventListener("w-autosave:success", end);
addEventListener("w-autosave:error", end);

addEventListener(
  "w-autosave:success",
  ({ target, detail }) => {
    const saved = detail.data.revision_id;
    if (saved) put(target, "overwrite_revision_id", saved);
  },
  { capture: true }, // before Wagtail looks at what the form holds from now on
);

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
