// A stretch of a film: two fields with «Отсюда» and «Досюда», which read the player's time. The
// fields work without a script; the page's words name what will be attached.
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
  const wrong = form.querySelector("[data-wrong]");
  // A stretch that is typed wrong is never taken for the whole: the words say so, the browser waits.
  const tell = () => {
    const typed = from.value.trim() || to.value.trim();
    const [begin, end] = [seconds(from.value.trim() || "0"), seconds(to.value)];
    const right = begin !== null && end !== null && begin < end;
    const fault = typed && !right ? wrong.textContent.trim() : "";
    to.setCustomValidity(fault);
    wrong.hidden = !(fault && from.value.trim() && to.value.trim());
    say.textContent = right ? words.time.replace("{a}", clock(begin)).replace("{b}", clock(end)) : typed ? words.part : usual;
  };
  const take = (button, field) => {
    if (!button || !film) return;
    button.hidden = false;
    button.addEventListener("click", () => {
      field.value = clock(film.currentTime);
      tell();
      field.dispatchEvent(new Event("change", { bubbles: true }));
    });
  };
  take(form.querySelector("[data-here]"), from);
  take(form.querySelector("[data-there]"), to);
  form.addEventListener("input", tell);
}
