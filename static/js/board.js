// The classroom's board: asks each second whether the teacher's remote has turned it, shows what
// came once its picture is there, keeps what it has while the connection is lost.
import { fullScreen, isFull } from "./full-screen.js";
import { lieOver, offer } from "./over-media.js";
import { stream } from "./stream.js";

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

  // What plays is told, so that the remote knows of an end and of a hand at this computer.
  const players = () => [...stage.querySelectorAll("[data-film], .over-media :is(video, audio)")];
  const told = () => {
    const plays = players().some((media) => !media.paused && !media.ended);
    const flag = plays ? "1" : "0";
    if (plays) tell(now().dataset.where ?? "");
    if (now().dataset.playing === flag) return;
    now().dataset.playing = flag;
    const body = new FormData(turnForm);
    body.set("playing", flag);
    body.set("turned", turned());
    fetch(board.dataset.played, { method: "POST", body }).catch(() => {});
  };
  const listen = (media) => {
    for (const kind of ["play", "pause", "ended"]) media.addEventListener(kind, () => media.isConnected && told());
  };
  const play = (media) =>
    media.play().catch((error) => {
      if (error.name !== "NotAllowedError") return;
      told();
      tell(media.tagName === "VIDEO" ? board.dataset.press : board.dataset.pressSound);
      wake();
    });

  // A film runs and stops as the remote says; within its part, from the part's beginning on.
  const runFilm = (film) => {
    const [from, to] = [Number(film.dataset.from ?? 0), Number(film.dataset.to ?? 0)];
    if (now().dataset.playing !== "1") {
      film.pause();
      return;
    }
    const past = to > 0 && film.currentTime >= to - END_SLACK;
    if (film.currentTime < from || past || film.ended) film.currentTime = from;
    play(film);
  };
  const watch = (film) => {
    const [from, to] = [Number(film.dataset.from ?? 0), Number(film.dataset.to ?? 0)];
    if (film.dataset.stream) stream(film, { at: from, eager: true });
    else {
      if (from > 0) film.addEventListener("loadedmetadata", () => (film.currentTime = from), { once: true });
      film.preload = "auto";
      film.load();
    }
    let before = 0;
    film.addEventListener("timeupdate", () => {
      const crossed = to > 0 && before < to && film.currentTime >= to && film.currentTime - to < 1;
      if (crossed && !film.seeking) film.pause();
      before = film.currentTime;
    });
    listen(film);
    // A sound has nothing to look at but its drawing: the player of its page.
    if (film.tagName === "AUDIO") import(board.dataset.soundPlayer).then(({ dress }) => film.isConnected && dress(film), () => {});
    return () => runFilm(film);
  };

  // The films and sounds of a slide: the remote starts them one after another.
  const layOver = (media) => {
    const picture = now().querySelector("img.slide");
    const over = document.createElement("div");
    over.className = "over-slide";
    now().append(over);
    lieOver(over, picture)();
    let at = 0;
    const heard = new Set();
    const lead = (player, number) => {
      if (!heard.has(player)) {
        heard.add(player);
        listen(player);
        player.addEventListener("play", () => {
          at = number;
          for (const other of players()) if (other !== player) other.pause();
        });
        player.addEventListener("ended", () => (at = (number + 1) % media.length));
      }
      return play(player);
    };
    const puts = offer(media, over, board.querySelector("template[data-play]"), lead);
    return () => {
      const going = players().filter((player) => !player.paused);
      if (now().dataset.playing !== "1") for (const player of going) player.pause();
      else if (!going.length) lead(puts[at](), at);
    };
  };

  let run = () => {};
  const begin = () => {
    const film = stage.querySelector("[data-film]");
    const media = JSON.parse(now().dataset.media ?? "[]");
    run = film ? watch(film) : media.length ? layOver(media) : () => {};
    run();
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
    if (Number(next.dataset.turned) < turned()) return;
    const same = now().dataset.plays && now().dataset.plays === next.dataset.plays;
    if (same) {
      now().className = next.className;
      for (const name of ["turned", "where", "playing"]) now().dataset[name] = next.dataset[name];
      tell(next.dataset.where);
      return run();
    }
    await next.querySelector("img")?.decode().catch(() => {});
    if (over || Number(next.dataset.turned) < turned()) return;
    stage.replaceChildren(next);
    tell(next.dataset.where);
    begin();
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
    const held = event.target.closest?.("button, a, video, audio");
    const to = {
      ArrowRight: "next",
      ArrowLeft: "previous",
      PageDown: "next",
      PageUp: "previous",
      ...(!held && { " ": event.shiftKey ? "previous" : "next" }),
    }[event.key];
    if (!to || event.target.closest?.("video, audio, input, [role=slider]")) return;
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
  begin();
  ahead();
  wake();
  setTimeout(ask, EVERY);
}

for (const board of document.querySelectorAll("[data-board]")) start(board);
