// What lies over a slide's picture: its words, to be selected and copied, its links, its films and
// sounds. Fetched when the slide is shown; the pictures come first.
import { selecting } from "./selecting.js";
import { lieOver, offer, place } from "./over-media.js";

const PATIENCE = 150; // ms; a slide that is only passed by is not asked for

const percent = (share) => `${(share * 100).toFixed(2)}%`;

// Each word is as tall as its box and then stretched to its width; the stretch stays right when
// the picture grows, for both grow alike.
function write(words, over) {
  const spans = words.map(([x, y, w, h, text]) => {
    const span = document.createElement("span");
    span.textContent = text.trimEnd();
    Object.assign(span.style, { left: percent(x), top: percent(y), fontSize: `calc(var(--tall) * ${h})` });
    return span;
  });
  const part = document.createElement("div");
  part.className = "over-words";
  part.setAttribute("aria-hidden", "true"); // the same words stand below, in order
  part.append(...spans);
  selecting(part);
  over.append(part);
  const whole = over.clientWidth;
  const natural = spans.map((span) => span.offsetWidth);
  spans.forEach((span, n) => {
    const [, , w, h, text] = words[n];
    const upright = h > 2 * w && text.length > 2;
    if (natural[n] && !upright) span.style.transform = `scaleX(${((w * whole) / natural[n]).toFixed(3)})`;
    span.append(" ");
    if (text.endsWith("\n")) span.after(document.createElement("br"));
  });
}

function link(links, over, thumbs) {
  for (const [x, y, w, h, target] of links) {
    const anchor = place(document.createElement("a"), [x, y, w, h]);
    anchor.className = "over-link";
    if (typeof target === "number") {
      const thumb = thumbs.find((each) => Number(each.dataset.n) === target);
      if (!thumb) continue;
      anchor.href = thumb.href;
      anchor.dataset.slide = thumb.dataset.n;
      anchor.setAttribute("aria-label", thumb.dataset.alt);
    } else {
      if (!/^(https?:\/\/|mailto:)/i.test(target)) continue;
      anchor.href = target;
      anchor.target = "_blank";
      anchor.rel = "noopener noreferrer nofollow";
      anchor.title = target;
      anchor.setAttribute("aria-label", target);
    }
    over.append(anchor);
  }
}

export function layer(viewer, picture, thumbs) {
  const over = viewer.querySelector("[data-over]");
  const pattern = viewer.querySelector("template[data-play]");
  if (!over || !picture) return () => {};
  let wanted = 0;

  const fit = lieOver(over, picture);
  const play = (player) => {
    player.play().catch(() => {});
    player.focus();
  };

  // Words cover the wide areas that turn slides: a press that selects nothing goes through.
  over.addEventListener("click", (event) => {
    if (event.target.closest("a, button, video, audio") || !getSelection().isCollapsed) return;
    const below = document.elementsFromPoint(event.clientX, event.clientY);
    below.find((element) => element.matches(".turn"))?.click();
  });

  const ask = (address) => fetch(address).then((reply) => (reply.ok ? reply.json() : null), () => null);
  return (thumb) => {
    const mine = (wanted += 1);
    over.replaceChildren();
    over.hidden = true;
    if (!thumb.dataset.large || !("layer" in thumb.dataset || "media" in thumb.dataset)) return;
    const base = thumb.dataset.large.replace(/[^/]*$/, "");
    const own = `${base}slide-${thumb.dataset.n.padStart(4, "0")}-`;
    setTimeout(async () => {
      if (mine !== wanted) return;
      const [lies, media] = await Promise.all([
        "layer" in thumb.dataset ? ask(`${own}layer.json`) : null,
        "media" in thumb.dataset ? ask(`${own}media.json`) : null,
      ]);
      if (mine !== wanted) return;
      over.hidden = false;
      fit();
      if (lies) write(lies.words, over);
      if (lies) link(lies.links, over, thumbs);
      if (media) offer(media.media.map((one) => ({ ...one, src: base + one.name })), over, pattern, play);
    }, PATIENCE);
  };
}
