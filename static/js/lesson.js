// A teacher's lesson: the panel of materials stands beside the homework (over it on a phone), a
// chosen file is sent at once. Without a script the same buttons lead to pages of their own.
import { cut } from "./cut.js";
import { pick } from "./pick.js";

const panel = document.querySelector("[data-panel]");
const over = window.matchMedia("(max-width: 59.99rem)");

function open() {
  panel.hidden = false;
  if (over.matches) document.documentElement.classList.add("panel-open");
  panel.querySelector("#attach-h").focus({ preventScroll: over.matches });
}

function close() {
  document.documentElement.classList.remove("panel-open");
}

if (panel) {
  panel.hidden = false;
  document.addEventListener("click", (event) => {
    if (event.target.closest?.("[data-open-panel]")) {
      event.preventDefault();
      open();
    } else if (event.target.closest?.("[data-close-panel]")) {
      event.preventDefault();
      panel.hidden = !over.matches;
      close();
      document.querySelector("[data-open-panel]")?.focus();
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
  // What was attached stands in the homework: that is where the eye goes.
  document.addEventListener("homework-changed", close);
}

document.addEventListener("change", (event) => {
  const field = event.target.closest?.("[data-at-once]");
  if (field?.type === "file" && field.files.length) document.getElementById(field.dataset.atOnce)?.click();
});

function prepare(root) {
  const forms = root.matches?.("form[data-pick]") ? [root] : root.querySelectorAll("form[data-pick]");
  for (const form of forms) {
    if (form.dataset.ready) continue;
    form.dataset.ready = "1";
    pick(form);
    cut(form, form.querySelector("[data-film]"));
  }
}

prepare(document);
document.addEventListener("htmx:load", (event) => prepare(event.detail.elt));
