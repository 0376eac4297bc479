// The film player: plyr over the page's own <video>, with our words, our icons and our styles;
// «?t=80» starts at that second. Without a script the browser's own controls stay.
import Plyr from "plyr";

function start(video) {
  const words = JSON.parse(video.dataset.words);
  const player = new Plyr(video, {
    iconUrl: video.dataset.sprite,
    iconPrefix: "i",
    loadSprite: true,
    blankVideo: "",
    i18n: words,
    controls: ["play-large", "play", "progress", "current-time", "duration", "mute", "volume", "captions", "settings", "pip", "fullscreen"],
    settings: ["captions", "speed"],
    speed: { selected: 1, options: [0.75, 1, 1.25, 1.5, 2] },
    keyboard: { focused: true, global: false },
    storage: { enabled: true, key: "player" },
    tooltips: { controls: false, seek: true },
    toggleInvert: false,
    captions: { active: true, language: "ru", update: true },
    fullscreen: { enabled: true, fallback: true, iosNative: true },
  });

  const seek = (seconds) => {
    const set = () => {
      player.currentTime = seconds;
    };
    if (video.readyState >= 1) set();
    else video.addEventListener("loadedmetadata", set, { once: true });
  };
  const asked = Number(new URLSearchParams(location.search).get("t"));
  const begin = Number(video.dataset.from ?? 0);
  if (Number.isFinite(asked) && asked > 0) seek(asked);
  else if (begin > 0) seek(begin);

  // Of a film's part: it stops once where the part ends; whoever presses play again goes on.
  const end = Number(video.dataset.to ?? 0);
  let before = 0;
  video.addEventListener("timeupdate", () => {
    const played = before < end && video.currentTime >= end && video.currentTime - end < 1;
    if (end > 0 && played && !video.seeking) video.pause();
    before = video.currentTime;
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-second]");
    if (!link) return;
    event.preventDefault();
    seek(Number(link.dataset.second));
    history.replaceState(null, "", link.href);
    player.play()?.catch(() => {});
    video.closest(".viewer").scrollIntoView({ block: "nearest" });
  });
}

for (const video of document.querySelectorAll("video[data-player]")) start(video);
