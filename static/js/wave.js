// A sound drawn by its loudness: bars that fill as it plays, a part that is given as a band. The
// drawing is a slider too: a press, a drag or the arrows move the place.
import { clock } from "./cut.js";

const BAR = 3; // px with its gap
const STEP = 5; // s an arrow moves

export async function wave(media, box, seek) {
  const reply = await fetch(box.dataset.wave).catch(() => null);
  const found = reply?.ok ? await reply.json().catch(() => null) : null;
  if (!found?.peaks?.length || !(found.seconds > 0)) return;
  const { peaks, seconds } = found;
  const canvas = document.createElement("canvas");
  box.append(canvas);
  box.hidden = false;
  box.setAttribute("aria-valuemax", String(Math.round(seconds)));
  const [from, to] = [Number(media.dataset.from ?? 0), Number(media.dataset.to ?? 0)];

  // The loudest of the peaks that fall into each bar.
  const bars = (count) => Array.from({ length: count }, (_, bar) => {
    const first = Math.floor((bar * peaks.length) / count);
    const last = Math.max(first + 1, Math.floor(((bar + 1) * peaks.length) / count));
    return Math.max(...peaks.slice(first, last));
  });
  const paint = () => {
    const [wide, high] = [box.clientWidth, box.clientHeight];
    if (!wide) return;
    const dense = window.devicePixelRatio || 1;
    [canvas.width, canvas.height] = [Math.round(wide * dense), Math.round(high * dense)];
    const pen = canvas.getContext("2d");
    const look = getComputedStyle(box);
    const colour = (name) => look.getPropertyValue(name).trim();
    pen.scale(dense, dense);
    const place = (second) => (second / seconds) * wide;
    if (to > 0) {
      pen.fillStyle = colour("--accent-soft");
      pen.fillRect(place(from), 0, place(Math.min(to, seconds)) - place(from), high);
    }
    const done = place(media.currentTime);
    const all = bars(Math.max(1, Math.floor(wide / BAR)));
    all.forEach((peak, bar) => {
      const tall = Math.max(2, peak * (high - 4));
      pen.fillStyle = colour(bar * BAR < done ? "--accent" : "--edge");
      pen.fillRect(bar * BAR, (high - tall) / 2, BAR - 1, tall);
    });
  };
  const tell = () => {
    box.setAttribute("aria-valuenow", String(Math.round(media.currentTime)));
    box.setAttribute("aria-valuetext", `${clock(media.currentTime)} / ${clock(seconds)}`);
    paint();
  };

  const go = (event) => {
    const frame = box.getBoundingClientRect();
    const share = (event.clientX - frame.left) / frame.width;
    seek(Math.min(Math.max(share, 0), 1) * seconds);
  };
  box.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    box.setPointerCapture(event.pointerId);
    go(event);
  });
  box.addEventListener("pointermove", (event) => box.hasPointerCapture(event.pointerId) && go(event));
  box.addEventListener("keydown", (event) => {
    const now = media.currentTime;
    const to = { ArrowLeft: now - STEP, ArrowRight: now + STEP, Home: 0, End: seconds }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    seek(Math.min(Math.max(to, 0), seconds));
  });
  for (const kind of ["timeupdate", "seeking", "loadedmetadata"]) media.addEventListener(kind, tell);
  new ResizeObserver(paint).observe(box);
  tell();
}
