// Suggestions under the search field: htmx brings the list, arrows walk it, Esc closes it, an
// arrow opens it again.
const field = document.getElementById("q");
const list = document.getElementById("suggest");

if (field && list) {
  const options = () => [...list.querySelectorAll('[role="option"]')];
  const chosen = () => list.querySelector('[aria-selected="true"]');

  const mark = (option) => {
    for (const each of options()) each.setAttribute("aria-selected", String(each === option));
    if (option) field.setAttribute("aria-activedescendant", option.id);
    else field.removeAttribute("aria-activedescendant");
  };
  const close = () => {
    mark(null);
    list.hidden = true;
    field.setAttribute("aria-expanded", "false");
  };
  const open = () => {
    const any = options().length > 0 && document.activeElement === field;
    list.hidden = !any;
    field.setAttribute("aria-expanded", String(any));
  };

  list.addEventListener("htmx:afterSwap", open);
  field.addEventListener("focus", open);
  field.addEventListener("blur", () => setTimeout(close, 150));
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest('[role="option"]');
    if (option) window.location.assign(option.dataset.href);
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    }
    if (event.key === "Enter" && chosen()) {
      event.preventDefault();
      window.location.assign(chosen().dataset.href);
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && list.hidden) open();
    if (!step || list.hidden) return;
    event.preventDefault();
    const all = options();
    const place = all.indexOf(chosen());
    mark(all[(place + step + all.length + (place < 0 && step < 0 ? 1 : 0)) % all.length]);
  });
}
