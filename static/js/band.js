// The stretch as a band on the film's time. Its thumbs and the two fields say the same; the moment
// under the hand is shown in a small picture where the film has a sheet of them.
import { clock } from "./cut.js";
import { draw, moments } from "./moments.js";

const WIDE = 1000; // the drawing's own units

export function band(form, { from, to, film, length, range }) {
  const box = form.querySelector("[data-band]");
  if (!box || !(length > 0)) return;
  const part = (name) => box.querySelector(`[data-band-${name}]`);
  const [first, last] = [part("from"), part("to")];
  const end = Number(last.max);
  const place = (second) => (Math.min(Math.max(second, 0), end) / end) * WIDE;
  box.hidden = false;

  const paint = () => {
    const [begin, stop] = [Number(first.value), Number(last.value)];
    const chosen = begin > 0 || stop < end;
    for (const one of [part("box"), part("in")]) {
      one.setAttribute("x", place(begin));
      one.setAttribute("width", Math.max(0, place(stop) - place(begin)));
      one.classList.toggle("whole", !chosen);
    }
    for (const one of [first, last]) one.setAttribute("aria-valuetext", clock(one.value));
  };
  const follow = () => {
    part("seen").setAttribute("width", place(film.currentTime));
    part("here").setAttribute("d", `M${place(film.currentTime)} 12v28`);
  };
  // From the fields, as far as they make sense; not while the thumbs write into them.
  let drawing = false;
  const read = () => {
    if (drawing) return;
    const [begin, stop] = range();
    first.value = begin ?? 0;
    last.value = to.value.trim() && stop !== null ? stop : end;
    paint();
  };
  const write = (field, value, usual) => {
    field.value = value === usual ? "" : clock(value);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const drawn = (thumb) => {
    const [begin, stop] = [Number(first.value), Number(last.value)];
    // The thumbs do not pass each other; a stretch is a second at least.
    if (begin >= stop) thumb.value = thumb === first ? Math.max(0, stop - 1) : Math.min(end, begin + 1);
    // The whole is said by two empty fields; with one end chosen the other is named too.
    const whole = Number(first.value) === 0 && Number(last.value) === end;
    drawing = true;
    write(from, Number(first.value), whole ? 0 : null);
    write(to, Math.min(Number(last.value), Math.ceil(length)), whole ? end : null);
    drawing = false;
    paint();
  };
  for (const thumb of [first, last]) {
    thumb.addEventListener("input", (event) => {
      event.stopPropagation();
      drawn(thumb);
      peek(Number(thumb.value));
      if (film?.readyState > 0) film.currentTime = Number(thumb.value);
    });
    for (const kind of ["change", "blur"]) thumb.addEventListener(kind, hide);
  }
  for (const field of [from, to]) field.addEventListener("input", read);
  for (const field of [from, to]) field.addEventListener("change", read);
  film?.addEventListener("timeupdate", follow);
  film?.addEventListener("seeking", follow);
  read();

  const moment = box.querySelector("[data-moment]");
  let sheet = null;
  async function peek(second) {
    if (!box.dataset.thumbs) return;
    sheet ??= await moments(box.dataset.thumbs);
    if (!sheet) return;
    draw(moment.querySelector(".moment-picture"), sheet, second);
    moment.querySelector(".moment-time").textContent = clock(second);
    moment.hidden = false;
    const half = moment.offsetWidth / 2;
    const at = (Math.min(Math.max(second, 0), end) / end) * box.clientWidth;
    moment.style.insetInlineStart = `${Math.min(Math.max(at, half), box.clientWidth - half)}px`;
  }
  function hide() {
    moment.hidden = true;
  }
  const second = (event) => {
    const frame = box.getBoundingClientRect();
    return ((event.clientX - frame.left) / frame.width) * end;
  };
  box.addEventListener("pointermove", (event) => peek(second(event)));
  box.addEventListener("pointerleave", hide);
  // A press beside the thumbs is «show me this place».
  box.addEventListener("click", (event) => {
    if (event.target.closest("input") || !film) return;
    film.currentTime = Math.min(Math.max(second(event), 0), length);
  });
}
