// A film's rungs on its <video>: by Media Source where the browser has it, so that the quality can
// be chosen; by the browser itself on phones of Apple that have none; else the plain file.
//
// Begins at the lowest rung, so that a slow line starts at once, and never takes more than the
// player shows. Before the first press of play only the beginning is fetched.
import { wholeRanges } from "./whole-ranges.js";

const BEFORE_PLAY = 1; // s of film
const WHILE_PLAYING = 30; // s
const MOST = 60; // s
const SLOW_LINE = 300_000; // bit/s, until the line has been measured
const SAVING = 360; // lines at most where the browser asks to save traffic
const TRIES = 3;

const saving = () => Boolean(navigator.connection?.saveData);
const NATIVE = "application/vnd.apple.mpegurl";

const rungOf = (level) => Number(/(\d+)p\.m3u8/.exec(level.url[0] ?? level.url)?.[1] ?? level.height);

// The second at which to begin: hls.js takes −1 for «the beginning».
export function stream(video, { at = 0, eager = false, failed = () => {} } = {}) {
  const { stream: playlist, hls: module, plain } = video.dataset;
  let hls = null;
  let rung = 0;
  let capped = Infinity;
  let tries = 0;
  let wants = !video.paused;

  const choose = () => {
    if (!hls?.levels.length) return;
    const levels = hls.levels.map(rungOf);
    hls.autoLevelCapping = levels.findLastIndex((lines) => lines <= capped);
    const level = rung ? levels.indexOf(rung) : -1;
    // A picture that is there plays on until the next piece of the other rung has come.
    if (video.readyState > 0) hls.nextLevel = level;
    else if (level >= 0 || !hls.autoLevelEnabled) hls.loadLevel = level;
  };

  const byItself = (address) => {
    hls?.destroy();
    hls = null;
    const now = video.currentTime || at;
    video.src = address;
    video.addEventListener("error", failed, { once: true });
    if (now > 0) video.addEventListener("loadedmetadata", () => (video.currentTime = now), { once: true });
    if (wants) video.play().catch(() => {});
  };

  const attach = async () => {
    if (!window.MediaSource && video.canPlayType(NATIVE)) return byItself(playlist);
    const Hls = (await import(module).catch(() => null))?.default;
    if (!Hls?.isSupported()) return byItself(plain);
    hls = new Hls({
      loader: wholeRanges(Hls.DefaultConfig.loader),
      startPosition: at > 0 ? at : -1,
      startLevel: 0,
      capLevelToPlayerSize: true,
      abrEwmaDefaultEstimate: SLOW_LINE,
      maxBufferLength: eager || wants ? WHILE_PLAYING : BEFORE_PLAY,
      maxMaxBufferLength: MOST,
      backBufferLength: WHILE_PLAYING,
      enableWorker: false,
      // A playlist is asked for anew: kept from before a film was made again, it would point into the
      // former bytes. hls.js calls this a second time, opened, if it throws.
      xhrSetup: (request, address) => {
        if (address.endsWith(".m3u8")) request.setRequestHeader("Cache-Control", "max-age=0");
      },
    });
    hls.on(Hls.Events.MANIFEST_PARSED, () => {
      if (saving()) capped = SAVING;
      choose();
      if (wants) video.play().catch(() => {});
    });
    hls.on(Hls.Events.LEVEL_SWITCHED, (_, { level }) => {
      video.dispatchEvent(new CustomEvent("parta:rung", { detail: rungOf(hls.levels[level]) }));
    });
    hls.on(Hls.Events.ERROR, (_, error) => {
      if (!error.fatal) return;
      tries += 1;
      if (tries > TRIES) failed();
      else if (error.type === Hls.ErrorTypes.MEDIA_ERROR) hls.recoverMediaError();
      else if (error.response?.code >= 400 || !hls.levels.length) byItself(plain);
      else hls.startLoad();
    });
    hls.on(Hls.Events.FRAG_BUFFERED, () => (tries = 0));
    hls.loadSource(playlist);
    hls.attachMedia(video);
    return undefined;
  };

  // A press of play before the first bytes are there is remembered: a new source forgets it.
  video.addEventListener("pause", () => (wants = false));
  video.addEventListener("play", () => {
    wants = true;
    if (hls) hls.config.maxBufferLength = WHILE_PLAYING;
  });
  for (const source of video.querySelectorAll("source")) source.remove();
  video.load();
  // The page first, then its film; where traffic is saved only once somebody wants to see it.
  const pressed = new Promise((begin) => video.addEventListener("play", begin, { once: true }));
  const loaded = new Promise((begin) => {
    if (eager || document.readyState === "complete") begin();
    else window.addEventListener("load", begin, { once: true });
  });
  const ready = (saving() && !eager && !at ? pressed : Promise.race([pressed, loaded])).then(attach);
  return {
    ready,
    // 0 means «by the line».
    quality(lines) {
      rung = lines;
      choose();
    },
  };
}
