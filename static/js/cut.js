// A stretch of a film: two fields with «Отсюда» and «Досюда», which read the player's time. The
// fields work without a script; the page's words name what will be attached.
import { band } from "./band.js";

const CLOCK = /^(?:(\d{1,2}):)?(\d{1,4}):(\d{1,2})$/;

export function seconds(text) {
  const found = CLOCK.exec(text.trim());
  if (found) return Number(found[1] ?? 0) * 3600 + Number(found[2]) * 60 + Number(found[3]);
  return /^\d+$/.test(text.trim()) ? Number(text) : null;
}

export function clock(value) {
  const whole = Math.floor(value);
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  const two = (n) => String(n).padStart(2, "0");
  return hours ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

export function cut(form, film) {
  const [from, to] = [form.querySelector("[data-from]"), form.querySelector("[data-to]")];
  if (!from || !to) return;
  const say = form.querySelector("[data-say]");
  const words = JSON.parse(form.dataset.words);
  const usual = say.textContent;
  const [wrong, why] = [form.querySelector("[data-wrong]"), form.querySelector("[data-why]")];
  const length = Number(form.dataset.length || 0) / 1000;
  const range = () => [seconds(from.value.trim() || "0"), to.value.trim() || !length ? seconds(to.value) : length];
  // Which field is wrong, and why; an empty end is the film's own.
  const fault = () => {
    const [begin, end] = range();
    if (from.value.trim() && begin === null) return [from, words.clock];
    if (to.value.trim() && end === null) return [to, words.clock];
    if (end === null) return [to, words.end];
    const past = words.past.replace("{b}", clock(length));
    if (!to.value.trim()) return begin < end ? null : [from, past];
    if (begin >= end) return [to, words.order];
    return length && end > Math.ceil(length) ? [to, past] : null;
  };
  // A stretch that is typed wrong is never taken for the whole: the browser waits. Nothing is said
  // while a time is half typed, but once the field is left or a button pressed.
  const tell = (aloud) => {
    const typed = from.value.trim() || to.value.trim();
    const found = typed ? fault() : null;
    for (const field of [from, to]) field.setCustomValidity(found?.[0] === field ? found[1] : "");
    if (!found || aloud || !wrong.hidden) {
      why.textContent = found?.[1] ?? "";
      wrong.hidden = !found;
      for (const field of [from, to]) field.toggleAttribute("aria-invalid", found?.[0] === field);
    }
    const [begin, end] = range();
    say.textContent = typed && !found ? words.time.replace("{a}", clock(begin)).replace("{b}", clock(end)) : typed ? words.part : usual;
  };
  for (const field of [from, to]) {
    // The words stand on the page; the browser's own bubble would say them a second time.
    field.addEventListener("invalid", (event) => {
      event.preventDefault();
      tell(true);
      field.focus();
    });
    field.addEventListener("change", () => tell(true));
  }
  const take = (button, field) => {
    if (!button || !film) return;
    button.hidden = false;
    button.addEventListener("click", () => {
      field.value = clock(film.currentTime);
      field.dispatchEvent(new Event("change", { bubbles: true }));
    });
  };
  band(form, { from, to, film, length, range });
  take(form.querySelector("[data-here]"), from);
  take(form.querySelector("[data-there]"), to);
  form.addEventListener("input", () => tell(false));
  if (seconds(from.value)) tell(false); // a moment that a search has found
}
