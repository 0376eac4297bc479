// A form is sent once: its button says that it is at work, a second press does nothing.
//
// A form with data-brings-file leaves its page standing, and no event tells that the file has
// come: such a form is free again a moment later, so that a double press is still one.
const FILE_MS = 1500;

function free(forms) {
  for (const form of forms) {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll(".btn.busy")) button.classList.remove("busy");
  }
}
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || form.matches("[data-own-way]")) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "1";
  event.submitter?.classList.add("busy");
  if (form.matches("[data-brings-file]")) setTimeout(free, FILE_MS, [form]);
});
window.addEventListener("pageshow", () => {
  free(document.querySelectorAll("form[data-sent]"));
  for (const button of document.querySelectorAll(".btn.busy")) button.classList.remove("busy");
});
