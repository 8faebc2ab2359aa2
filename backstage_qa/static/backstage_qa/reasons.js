// Proposes the message of the reason that is chosen, until somebody writes their own.

for (const select of document.querySelectorAll("select:has(option[data-text])")) {
  const text = select.form.elements.text;
  const proposals = Array.from(select.options, (option) => option.dataset.text);
  const propose = () => {
    if (text.value.trim() === "" || proposals.includes(text.value)) {
      text.value = select.selectedOptions[0]?.dataset.text ?? "";
    }
  };
  select.addEventListener("change", propose);
  propose();
}
