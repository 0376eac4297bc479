// «Задать» on a material's page: slides are chosen on the viewer's own strip, a stretch of a film by
// its player's time. The same fields can be filled by hand without a script.
import { cut } from "./cut.js";
import { paint, Range } from "./pick.js";

function strip(form) {
  const thumbs = [...document.querySelectorAll(".viewer .thumb")];
  const [first, last] = [form.querySelector("[data-first]"), form.querySelector("[data-last]")];
  if (!first || !thumbs.length) return;
  const words = JSON.parse(form.dataset.words);
  const [say, picked, drop] = ["[data-say]", "[data-picked]", "[data-drop]"].map((name) => form.querySelector(name));
  const [usual, help] = [say.textContent, picked.textContent];
  const range = new Range();
  const show = () => {
    paint(thumbs, range);
    say.textContent = range.first ? range.say(words) : usual;
    picked.textContent = range.first ? range.say(words.picked) : help;
    drop.hidden = !range.first;
  };
  for (const thumb of thumbs) {
    thumb.addEventListener("click", () => {
      range.press(Number(thumb.dataset.n));
      [first.value, last.value] = [range.first, range.last];
      show();
    });
  }
  drop.addEventListener("click", () => {
    range.clear();
    [first.value, last.value] = ["", ""];
    show();
  });
  form.addEventListener("input", () => {
    const begin = Number(first.value);
    const end = Number(last.value) || begin;
    [range.first, range.last, range.open] = begin > 0 && begin <= end ? [begin, end, false] : [0, 0, false];
    show();
  });
}

for (const form of document.querySelectorAll("form[data-assign]")) {
  strip(form);
  cut(form, document.querySelector("[data-player]"));
}
