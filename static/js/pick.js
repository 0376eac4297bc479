// A part of a deck: press the first slide, press the last. What is chosen stands in two fields,
// which work without a script too, and in the words of the button.
export class Range {
  constructor() {
    this.clear();
  }

  clear() {
    [this.first, this.last, this.open] = [0, 0, false];
  }

  press(n) {
    if (this.open) [this.first, this.last] = [Math.min(this.first, n), Math.max(this.first, n)];
    else [this.first, this.last] = [n, n];
    this.open = !this.open;
  }

  has(n) {
    return this.first > 0 && n >= this.first && n <= this.last;
  }

  say({ one, many }) {
    return (this.first === this.last ? one : many).replace("{a}", this.first).replace("{b}", this.last);
  }
}

export function paint(thumbs, range) {
  for (const thumb of thumbs) {
    const n = Number(thumb.dataset.n);
    thumb.classList.toggle("in", range.has(n));
    thumb.classList.toggle("first", range.first === n);
    thumb.classList.toggle("last", range.first > 0 && range.last === n);
  }
}

export function pick(form) {
  const [first, last] = [form.querySelector("[data-first]"), form.querySelector("[data-last]")];
  if (!first || !last) return;
  const thumbs = [...form.querySelectorAll(".thumb")];
  const say = form.querySelector("[data-say]");
  const words = JSON.parse(form.dataset.words);
  const range = new Range();
  const show = () => {
    paint(thumbs, range);
    for (const thumb of thumbs) thumb.setAttribute("aria-pressed", String(range.has(Number(thumb.dataset.n))));
    if (range.first) say.textContent = range.say(words);
  };
  for (const thumb of thumbs) {
    thumb.disabled = false;
    thumb.addEventListener("click", () => {
      range.press(Number(thumb.dataset.n));
      [first.value, last.value] = [range.first, range.last];
      show();
    });
  }
  const help = form.querySelector("[data-help]");
  if (help) help.hidden = false;
  const read = () => {
    const begin = Number(first.value);
    const end = Number(last.value) || begin;
    [range.first, range.last, range.open] = begin > 0 && begin <= end ? [begin, end, false] : [0, 0, false];
    show();
  };
  form.addEventListener("input", read);
  // What a search has found is chosen to begin with.
  if (first.value) {
    read();
    thumbs.find((thumb) => range.has(Number(thumb.dataset.n)))?.scrollIntoView({ block: "nearest" });
  }
}
