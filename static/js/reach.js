// A pupil's viewer tells the diary itself what was seen: the opening at once, then slides that
// stayed for a moment and seconds that were played, gathered and sent every few seconds and when
// the page is left. Requests for bytes are never counted.
import { ranges } from "./ranges.js";

const STAYED_MS = 700;
const EVERY_MS = 4000;

function start(form) {
  const token = form.querySelector("[name=csrf_token]").value;
  const seen = { slides: new Set(), seconds: new Set() };
  const sent = { slides: new Set(), seconds: new Set() };

  const send = async (leaving = false) => {
    for (const unit of ["slides", "seconds"]) {
      const fresh = [...seen[unit]].filter((n) => !sent[unit].has(n));
      if (!fresh.length) continue;
      fresh.forEach((n) => sent[unit].add(n));
      const ok = await post({ [unit]: ranges(fresh) }, leaving);
      if (!ok) fresh.forEach((n) => sent[unit].delete(n));
    }
  };
  const post = async (what, keepalive = false) => {
    const body = new URLSearchParams({ csrf_token: token, ...what });
    const reply = await fetch(form.dataset.reach, { method: "POST", body, keepalive }).catch(() => null);
    return Boolean(reply?.ok);
  };

  let stays = 0;
  const slide = (n) => {
    clearTimeout(stays);
    stays = setTimeout(() => seen.slides.add(n), STAYED_MS);
  };
  const viewer = document.querySelector("[data-viewer]");
  const now = viewer?.querySelector(".thumb[aria-current]");
  if (now) slide(Number(now.dataset.n));
  viewer?.addEventListener("parta:slide", (event) => slide(event.detail));

  const video = document.querySelector("[data-player]");
  video?.addEventListener("timeupdate", () => {
    if (!video.paused && !video.seeking) seen.seconds.add(Math.floor(video.currentTime));
  });

  post({});
  setInterval(send, EVERY_MS);
  document.addEventListener("visibilitychange", () => document.hidden && send(true));
  window.addEventListener("pagehide", () => send(true));
}

for (const form of document.querySelectorAll("form[data-reach]")) start(form);
