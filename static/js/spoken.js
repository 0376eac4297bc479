// The words of a film or a sound beside its player: the line that is being said is marked, a word is
// looked for among them. Without a script they are links to their seconds.
const RU = document.documentElement.lang;

function mark(line, word) {
  const text = line.dataset.words ?? (line.dataset.words = line.textContent);
  const place = word ? text.toLocaleLowerCase(RU).indexOf(word) : -1;
  if (place < 0) {
    line.textContent = text;
    return !word;
  }
  const hit = document.createElement("mark");
  hit.textContent = text.slice(place, place + word.length);
  line.replaceChildren(text.slice(0, place), hit, text.slice(place + word.length));
  return true;
}

function searching(box, lines) {
  const field = box.querySelector("[data-find]");
  const count = box.querySelector("[data-found]");
  if (!field) return;
  field.closest("[hidden]")?.removeAttribute("hidden");
  field.addEventListener("input", () => {
    const word = field.value.trim().toLocaleLowerCase(RU);
    let found = 0;
    for (const link of lines) {
      const has = mark(link.querySelector("[data-line]"), word);
      link.closest("li").hidden = !has;
      found += has;
    }
    count.textContent = word ? (found ? count.dataset.words.replace("{n}", found) : count.dataset.none) : "";
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
}

export function spoken(media, box) {
  const lines = [...box.querySelectorAll("a[data-second]")];
  const list = box.querySelector("ol");
  // Beside a film there is room for them, under it they are unfolded by hand; a sound leaves room.
  const beside = window.matchMedia(media.tagName === "VIDEO" ? "(min-width: 80rem)" : "(min-width: 60rem)");
  const unfold = () => {
    if (beside.matches || location.hash === "#words") box.open = true;
  };
  beside.addEventListener("change", unfold);
  window.addEventListener("hashchange", unfold);
  unfold();

  let now = lines.find((line) => line.hasAttribute("aria-current")) ?? null;
  const show = (line) => {
    // The list alone is moved, never the page under a reader's eyes.
    if (!line || list.scrollHeight <= list.clientHeight) return;
    list.scrollTop = line.offsetTop - (list.clientHeight - line.offsetHeight) / 2;
  };
  show(now);
  box.addEventListener("toggle", () => show(now));
  media.addEventListener("timeupdate", () => {
    if (media.paused && !media.seeking && media.currentTime === 0) return;
    const said = lines.findLast((line) => Number(line.dataset.at) <= media.currentTime + 0.05) ?? null;
    if (said === now) return;
    now?.removeAttribute("aria-current");
    now = said;
    now?.setAttribute("aria-current", "true");
    if (!box.contains(document.activeElement)) show(now);
  });
  searching(box, lines);
}
