// The classroom's board: asks each second whether the teacher's remote has turned it, shows what
// came once its picture is there, keeps what it has while the connection is lost.
import { fullScreen, isFull } from "./full-screen.js";

const EVERY = 1000; // ms between questions
const LOST_AFTER = 4; // unanswered questions
const IDLE_AFTER = 3000; // ms without a hand on mouse or keys
const END_SLACK = 0.3; // s

function start(board) {
  const stage = board.querySelector("[data-stage]");
  const bar = board.querySelector("[data-bar]");
  const said = board.querySelector("[data-said]");
  const turnForm = board.querySelector("[data-turn]");
  const leaveForm = board.querySelector("[data-leave-form]");
  let unanswered = 0;
  let over = false;
  let idle = 0;

  const now = () => stage.firstElementChild;
  const turned = () => Number(now().dataset.turned ?? 0);
  const tell = (text) => {
    if (said.textContent !== text) said.textContent = text;
  };
  const ahead = () => {
    for (const address of (now().dataset.ahead ?? "").split(" ")) if (address) new Image().src = address;
  };

  // A film runs and stops as the remote says; within its part, from the part's beginning on.
  const run = (video) => {
    const [from, to] = [Number(video.dataset.from ?? 0), Number(video.dataset.to ?? 0)];
    if (video.dataset.playing !== "1") {
      video.pause();
      return;
    }
    const past = to > 0 && video.currentTime >= to - END_SLACK;
    if (video.currentTime < from || past || video.ended) video.currentTime = from;
    video.play().catch(() => tell(board.dataset.press));
  };
  const watch = (video) => {
    const [from, to] = [Number(video.dataset.from ?? 0), Number(video.dataset.to ?? 0)];
    if (from > 0) video.addEventListener("loadedmetadata", () => (video.currentTime = from), { once: true });
    let before = 0;
    video.addEventListener("timeupdate", () => {
      const crossed = to > 0 && before < to && video.currentTime >= to && video.currentTime - to < 1;
      if (crossed && !video.seeking) video.pause();
      before = video.currentTime;
    });
    video.addEventListener("play", () => tell(now().dataset.where ?? ""));
    run(video);
  };

  const finish = (next) => {
    over = true;
    stage.replaceChildren(next);
    bar.hidden = true;
    board.classList.remove("idle");
    next.querySelector("a")?.focus();
  };

  const apply = async (html) => {
    const parsed = new DOMParser().parseFromString(html, "text/html").body.firstElementChild;
    if (!parsed || over) return;
    const next = document.importNode(parsed, true);
    if ("over" in next.dataset) return finish(next);
    const film = stage.querySelector("video");
    const coming = next.querySelector("video");
    if (film && coming && film.getAttribute("src") === coming.getAttribute("src")) {
      now().className = next.className;
      now().dataset.turned = next.dataset.turned;
      now().dataset.where = next.dataset.where;
      film.dataset.playing = coming.dataset.playing;
      tell(next.dataset.where);
      return run(film);
    }
    await next.querySelector("img")?.decode().catch(() => {});
    if (over || Number(next.dataset.turned) < turned()) return;
    stage.replaceChildren(next);
    tell(next.dataset.where);
    if (coming) watch(coming);
    ahead();
  };

  const ask = async () => {
    if (over) return;
    const reply = await fetch(`${board.dataset.board}?turned=${turned()}`, { cache: "no-store" }).catch(() => null);
    if (reply?.ok) {
      if (unanswered >= LOST_AFTER) tell(now().dataset.where ?? "");
      unanswered = 0;
      if (reply.status === 200) await apply(await reply.text());
    } else if ((unanswered += 1) >= LOST_AFTER) {
      tell(board.dataset.lost);
      wake();
    }
    if (!over) setTimeout(ask, EVERY);
  };

  const turn = async (to) => {
    const body = new FormData(turnForm);
    body.set("to", to);
    const headers = { "X-Requested-With": "board" };
    const reply = await fetch(turnForm.action, { method: "POST", body, headers }).catch(() => null);
    if (reply?.ok) await apply(await reply.text());
  };

  const wake = () => {
    board.classList.remove("idle");
    clearTimeout(idle);
    idle = setTimeout(() => {
      const busy = bar.matches(":focus-within") && document.activeElement.matches(":focus-visible");
      if (!busy && !over && unanswered < LOST_AFTER) board.classList.add("idle");
    }, IDLE_AFTER);
  };

  turnForm.addEventListener("submit", (event) => {
    event.preventDefault();
    turn(event.submitter?.value ?? "next");
  });
  document.addEventListener("keydown", (event) => {
    wake();
    if (over || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && !isFull(board)) leaveForm.requestSubmit();
    const held = event.target.closest?.("button, a, video");
    const to = {
      ArrowRight: "next",
      ArrowLeft: "previous",
      PageDown: "next",
      PageUp: "previous",
      ...(!held && { " ": event.shiftKey ? "previous" : "next" }),
    }[event.key];
    if (!to || event.target.closest?.("video")) return;
    event.preventDefault();
    turn(to);
  });
  for (const kind of ["pointermove", "pointerdown", "focusin"]) document.addEventListener(kind, wake);

  // The computer does not go to sleep in the middle of the lesson, where the browser lets it.
  const stayAwake = () => navigator.wakeLock?.request("screen").catch(() => {});
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible" && !over) stayAwake();
  });

  board.querySelector("[data-keys]").hidden = false;
  fullScreen(board);
  stayAwake();
  const video = stage.querySelector("video");
  if (video) watch(video);
  ahead();
  wake();
  setTimeout(ask, EVERY);
}

for (const board of document.querySelectorAll("[data-board]")) start(board);
