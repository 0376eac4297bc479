// The player of films and sounds: plyr over the page's own <video> or <audio>, with our words, our
// icons and our styles; it begins at the second that the page names. Without a script the browser's own controls
// stay, over one plain file.
import Plyr from "plyr";
import { chapters } from "./chapters.js";
import { moments } from "./moments.js";
import { spoken } from "./spoken.js";
import { stream } from "./stream.js";
import { wave } from "./wave.js";

const AUTO = 0;
const NO_BADGES = Object.fromEntries([480, 576, 720, 1080, 1440, 2160].map((lines) => [lines, ""]));
const SEEK = 5; // s an arrow moves
const SLACK = 0.25; // s, as coarse as a player tells its time

function player(media, told) {
  const words = JSON.parse(media.dataset.words);
  const film = media.tagName === "VIDEO";
  const rungs = (media.dataset.rungs ?? "").split(" ").filter(Boolean).map(Number);
  const controls = ["play-large", "play", "progress", "current-time", "duration", "mute", "volume", "captions", "settings", "pip", "fullscreen"];
  const thumbs = media.dataset.thumbs;
  return new Plyr(media, {
    iconUrl: media.dataset.sprite,
    iconPrefix: "i",
    loadSprite: true,
    blankVideo: "",
    i18n: { ...words, qualityLabel: { [AUTO]: words.auto }, qualityBadge: NO_BADGES },
    controls: film ? controls : controls.filter((name) => !["play-large", "pip", "fullscreen", "captions"].includes(name)),
    // What there is nothing to choose of has no place in the menu: its label would hold «undefined».
    settings: [media.querySelector("track") && "captions", rungs.length > 1 && "quality", "speed"].filter(Boolean),
    speed: { selected: 1, options: [0.75, 1, 1.25, 1.5, 2] },
    quality: { default: AUTO, options: rungs.length > 1 ? [AUTO, ...rungs] : [], forced: true, onChange: told.quality },
    keyboard: { focused: true, global: false },
    seekTime: SEEK,
    storage: { enabled: true, key: "player" },
    tooltips: { controls: false, seek: true },
    toggleInvert: false,
    captions: { active: true, language: "ru", update: true },
    fullscreen: { enabled: true, fallback: true, iosNative: true },
    duration: Number(media.dataset.length) || null,
    previewThumbnails: {
      enabled: Boolean(thumbs),
      // Not with the page: the sheet is fetched when somebody looks for a place.
      src: (ready) => {
        const viewer = media.closest(".viewer");
        let asked = false;
        const load = async () => {
          if (asked) return;
          asked = true;
          const found = await moments(thumbs);
          if (!found) return;
          ready([{ frames: found.frames, urlPrefix: found.folder, width: found.sheet.naturalWidth, height: found.sheet.naturalHeight }]);
          // Pictures without words, for the eye alone: the time is said by the slider itself.
          setTimeout(() => viewer.querySelectorAll(".plyr__preview-thumb, .plyr__preview-scrubbing").forEach((box) => box.setAttribute("aria-hidden", "true")));
        };
        for (const reach of ["pointerover", "focusin"]) viewer.addEventListener(reach, load, { once: true });
      },
    },
  });
}

// F, M, C, K and the arrows reach the player from anywhere on the page where nobody types; Space
// only once it has been started, for until then it scrolls.
function keys(plyr, media) {
  let started = false;
  media.addEventListener("play", () => (started = true), { once: true });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.target.closest?.("input, textarea, select, button, summary, dialog, [role=listbox], .plyr, .table-wrap, .spoken")) return;
    const free = event.target === document.body || event.target === document.documentElement;
    const deed = {
      f: () => plyr.fullscreen.toggle(),
      m: () => (plyr.muted = !plyr.muted),
      c: () => plyr.toggleCaptions(),
      k: () => plyr.togglePlay(),
      ...(free && { ArrowLeft: () => plyr.rewind(), ArrowRight: () => plyr.forward() }),
      ...(free && (started || !media.paused) && { " ": () => plyr.togglePlay() }),
    }[event.code.startsWith("Key") ? event.code.slice(3).toLowerCase() : event.key];
    if (!deed || event.repeat && !event.key.startsWith("Arrow")) return;
    event.preventDefault();
    // Whoever presses again at once takes the wish to play back: that is no fault.
    deed()?.catch?.(() => {});
  });
}

// Of a part: it plays from the part's beginning to its end, and again so; the place cannot be moved
// out of it. The whole is another page's, «Показать целиком».
function keepWithin(media, from, to) {
  media.addEventListener("timeupdate", () => {
    if (!media.paused && !media.seeking && media.currentTime >= to) media.pause();
  });
  media.addEventListener("play", () => {
    if (media.currentTime < from - SLACK || media.currentTime >= to - SLACK) media.currentTime = from;
  });
  media.addEventListener("seeking", () => {
    const inside = Math.min(Math.max(media.currentTime, from), to);
    if (Math.abs(inside - media.currentTime) > SLACK) media.currentTime = inside;
  });
}

// The part as a band on the player's line, as a sound's drawing has it.
function drawPart(plyr, media, from, to) {
  const line = plyr.elements.progress;
  if (!line) return;
  const band = document.createElement("span");
  band.className = "part";
  line.prepend(band);
  const draw = () => {
    const length = Number(media.dataset.length) || media.duration;
    if (!(length > 0)) return;
    band.style.insetInlineStart = `${(100 * from) / length}%`;
    band.style.inlineSize = `${(100 * (Math.min(to, length) - from)) / length}%`;
  };
  draw();
  media.addEventListener("durationchange", draw);
}

function start(media) {
  const viewer = media.closest(".viewer");
  const begin = Number(media.dataset.begin ?? 0);
  const [from, to] = [Number(media.dataset.from ?? 0), Number(media.dataset.to ?? 0)];
  const trouble = viewer.querySelector("[data-trouble]");

  let rungs = null;
  let wanted = AUTO;
  const plyr = player(media, {
    quality: (lines) => {
      wanted = lines;
      rungs?.quality(lines);
    },
  });
  const seek = (seconds) => {
    const set = () => {
      media.currentTime = seconds;
    };
    if (media.readyState >= 1) set();
    else media.addEventListener("loadedmetadata", set, { once: true });
  };
  if (media.dataset.stream) {
    rungs = stream(media, { at: begin, failed: () => (trouble.hidden = false) });
    rungs.quality(wanted);
  } else {
    media.preload = "metadata";
    media.addEventListener("error", () => (trouble.hidden = false), true);
    if (begin > 0) seek(begin);
  }
  if (to > 0) {
    keepWithin(media, from, to);
    drawPart(plyr, media, from, to);
  }
  keys(plyr, media);

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-second]");
    if (!link || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    seek(Number(link.dataset.second));
    history.replaceState(null, "", link.href);
    plyr.play()?.catch(() => {});
    if (!link.closest(".spoken, .chapters")) viewer.scrollIntoView({ block: "nearest" });
  });

  const parts = viewer.querySelector("[data-chapters]");
  if (parts) chapters(media, parts);
  const drawn = viewer.querySelector("[data-wave]");
  if (drawn) wave(media, drawn, seek);
  const lines = document.querySelector(".spoken");
  if (lines) spoken(media, lines);
}

// A sound on the board: this player and its drawing; what is played is the board's own matter.
export function dress(media) {
  const plyr = player(media, { quality: () => {} });
  const [from, to] = [Number(media.dataset.from ?? 0), Number(media.dataset.to ?? 0)];
  if (to > 0) drawPart(plyr, media, from, to);
  const drawn = media.closest(".film").querySelector("[data-wave]");
  if (drawn) wave(media, drawn, (seconds) => (media.currentTime = seconds));
}

for (const media of document.querySelectorAll("[data-player]")) start(media);
