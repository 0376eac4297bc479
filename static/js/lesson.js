// A teacher's lesson: the panel of materials stands beside the homework (over it on a phone), a
// chosen file is sent at once. Without a script the same buttons lead to pages of their own.
import { cut } from "./cut.js";
import { pick } from "./pick.js";

const panel = document.querySelector("[data-panel]");
const over = window.matchMedia("(max-width: 59.99rem)");

let opener = null;

// Over the page on a phone: what lies under it is not there for keys and readers.
function cover(on) {
  document.documentElement.classList.toggle("panel-open", on);
  for (const one of [...document.querySelectorAll(".skip, .head, .nav"), panel.previousElementSibling]) {
    if (one) one.inert = on;
  }
}

function open(button) {
  opener = button;
  panel.hidden = false;
  if (over.matches) cover(true);
  panel.querySelector("#attach-h").focus({ preventScroll: over.matches });
}

function back() {
  const button = opener?.isConnected ? opener : document.querySelector(".attach-ways [data-open-panel]");
  button?.focus({ preventScroll: true });
}

if (panel) {
  panel.hidden = false;
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-open-panel]");
    if (button) {
      event.preventDefault();
      open(button);
    } else if (event.target.closest?.("[data-close-panel]")) {
      event.preventDefault();
      panel.hidden = !over.matches;
      cover(false);
      back();
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !document.documentElement.classList.contains("panel-open")) return;
    cover(false);
    back();
  });
  over.addEventListener("change", () => cover(false));
  // What was attached stands in the homework: that is where the eye goes, and the keys with it.
  document.addEventListener("homework-changed", () => cover(false));
  document.addEventListener("htmx:afterSettle", (event) => {
    const now = document.activeElement;
    if (event.detail.elt.id === "homework" && (now === document.body || panel.contains(now))) back();
  });
}

document.addEventListener("input", (event) => {
  if (event.target.id === "whom") name(event.target.form);
});

// The button says whom: the class, or how many are ticked.
function name(form) {
  const say = form.querySelector("[data-say-whom]");
  if (!say) return;
  const [every, chosen, ...some] = say.dataset.sayWhom.split("|");
  const ticked = form.querySelectorAll("[name=pupil]:checked").length;
  const named = form.querySelector("#whom").value === "some";
  say.textContent = named ? (some[ticked - 1] ?? chosen) : every;
}

document.addEventListener("change", (event) => {
  if (event.target.name === "pupil") name(event.target.form);
});

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
