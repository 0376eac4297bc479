// The parts of a film as its author named them: a list that jumps, the one that runs is marked.
import { clock } from "./cut.js";
import { read } from "./vtt.js";

export async function chapters(media, list) {
  const [begin, end] = [Number(media.dataset.from ?? 0), Number(media.dataset.to ?? 0) || Infinity];
  const found = (await read(list.dataset.chapters)).filter(({ from, to, text }) => text && from < end && to > begin);
  if (found.length < 2) return;
  const links = found.map(({ from, text }) => {
    const link = document.createElement("a");
    const time = document.createElement("time");
    time.textContent = clock(from);
    link.href = `?t=${Math.floor(from)}`;
    link.dataset.second = String(from);
    link.append(time, text);
    return link;
  });
  list.replaceChildren(...links);
  list.hidden = false;
  const tell = () => {
    const now = found.findLastIndex(({ from }) => from <= media.currentTime + 0.05);
    links.forEach((link, place) => link.toggleAttribute("aria-current", place === now));
    links[now]?.setAttribute("aria-current", "true");
  };
  media.addEventListener("timeupdate", tell);
  tell();
}
