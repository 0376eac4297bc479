// Small pictures of a film's moments, all on one sheet; fetched once a hand reaches for the time.
import { read } from "./vtt.js";

const PLACE = /^(.*)#xywh=(\d+),(\d+),(\d+),(\d+)$/;

async function fetched(address) {
  const folder = address.slice(0, address.lastIndexOf("/") + 1);
  const frames = (await read(address)).flatMap(({ from, to, text }) => {
    const found = PLACE.exec(text);
    if (!found) return [];
    const [x, y, w, h] = found.slice(2).map(Number);
    return [{ startTime: from, endTime: to, text: found[1], x, y, w, h }];
  });
  if (!frames.length) return null;
  const sheet = new Image();
  sheet.src = folder + frames[0].text;
  await sheet.decode().catch(() => {});
  return sheet.naturalWidth ? { frames, folder, sheet } : null;
}

const kept = new Map();

export function moments(address) {
  if (!kept.has(address)) kept.set(address, fetched(address));
  return kept.get(address);
}

export function momentAt({ frames }, second) {
  return frames.findLast((frame) => frame.startTime <= second) ?? frames[0];
}

// Draws the moment into `box`, as wide as its own picture is on the sheet.
export function draw(box, found, second) {
  const frame = momentAt(found, second);
  box.style.width = `${frame.w}px`;
  box.style.height = `${frame.h}px`;
  box.style.backgroundImage = `url("${found.sheet.src}")`;
  box.style.backgroundPosition = `-${frame.x}px -${frame.y}px`;
}
