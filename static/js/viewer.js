// The slide viewer: without a script each slide is a link to the page at that slide; with one
// the same links turn slides in place. Arrows, Home, End, Page keys; a swipe; full screen.
import { blurred } from "./blur.js";
import { fullScreen, isFull } from "./full-screen.js";
import { layer } from "./layer.js";
import { onSwipe } from "./swipe.js";

// «Текст» leads to the words under the viewer: they are folded, the address unfolds them.
function unfoldWords() {
  const words = document.getElementById("words");
  if (!words) return;
  const ask = () => {
    if (location.hash !== "#words") return;
    words.open = true;
    words.scrollIntoView();
  };
  document.addEventListener("click", (event) => {
    if (event.target.closest?.('a[href="#words"]')) words.open = true;
  });
  window.addEventListener("hashchange", ask);
  ask();
}

function start(viewer) {
  const picture = viewer.querySelector("#slide");
  const thumbs = [...viewer.querySelectorAll(".thumb")];
  const strip = viewer.querySelector(".thumbs");
  const [back, on] = [viewer.querySelector(".turn.back"), viewer.querySelector(".turn.on")];
  const where = viewer.querySelector("[data-where]");
  const hidden = viewer.querySelector("[data-hidden-mark]");
  const text = document.getElementById("slide-text");
  const lay = layer(viewer, picture, thumbs);
  const number = (thumb) => Number(thumb.dataset.n);
  let now = Math.max(0, thumbs.findIndex((thumb) => thumb.hasAttribute("aria-current")));
  let wanted = 0;

  const centre = () => {
    const cell = thumbs[now].closest("li");
    strip.scrollLeft = cell.offsetLeft - (strip.clientWidth - cell.offsetWidth) / 2;
  };
  // A phone takes the smaller of the two sizes, where there are two.
  const draw = (image, thumb) => {
    const { large, middle, w } = thumb.dataset;
    image.sizes = picture?.sizes ?? "";
    image.srcset = middle ? `${large.replace(/[^/]*$/, middle)} ${Math.round(w / 2)}w, ${large} ${w}w` : "";
    image.src = large;
  };
  const ahead = (place) => {
    if (thumbs[place]?.dataset.large) draw(new Image(), thumbs[place]);
  };
  const tell = async (thumb) => {
    if (!text) return;
    const mine = (wanted += 1);
    const reply = await fetch(thumb.dataset.text, { headers: { "HX-Request": "true" } }).catch(() => null);
    if (reply?.ok && mine === wanted) text.innerHTML = await reply.text();
  };
  const link = (turn, place) => {
    const thumb = thumbs[place];
    turn.hidden = !thumb;
    if (thumb) turn.href = thumb.href;
  };

  const show = (place, { keep = false } = {}) => {
    if (place < 0 || place >= thumbs.length || place === now) return;
    thumbs[now].removeAttribute("aria-current");
    now = place;
    const thumb = thumbs[now];
    thumb.setAttribute("aria-current", "true");
    draw(picture, thumb);
    picture.alt = thumb.dataset.alt;
    if (thumb.dataset.w) [picture.width, picture.height] = [thumb.dataset.w, thumb.dataset.h];
    where.textContent = thumb.dataset.where;
    if (hidden) hidden.hidden = !("hidden" in thumb.dataset);
    link(back, now - 1);
    link(on, now + 1);
    centre();
    tell(thumb);
    lay(thumb);
    ahead(now + 1);
    ahead(now - 1);
    if (!keep) history.replaceState(null, "", thumb.href);
    viewer.dispatchEvent(new CustomEvent("parta:slide", { detail: number(thumb) }));
  };

  const go = (event, place) => {
    event.preventDefault();
    show(place);
  };
  back.addEventListener("click", (event) => go(event, now - 1));
  on.addEventListener("click", (event) => go(event, now + 1));
  thumbs.forEach((thumb, place) => thumb.addEventListener("click", (event) => go(event, place)));

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest?.("input, textarea, select, dialog, [role=listbox], .table-wrap")) return;
    const pressed = event.target.closest?.("button, summary");
    const place = {
      // Space moves on in the full screen, where nothing scrolls and no button is held.
      ...(isFull(viewer) && !pressed && { " ": event.shiftKey ? now - 1 : now + 1 }),
      ArrowLeft: now - 1,
      ArrowRight: now + 1,
      PageUp: now - 1,
      PageDown: now + 1,
      Home: 0,
      End: thumbs.length - 1,
    }[event.key];
    if (place !== undefined) go(event, place);
  });
  onSwipe(viewer.querySelector(".stage"), { left: () => show(now + 1), right: () => show(now - 1) });

  // «Слайд 7» elsewhere on the page (contents, a passage) turns the viewer too.
  document.addEventListener("click", (event) => {
    const other = event.target.closest?.("a[data-slide]");
    const place = other ? thumbs.findIndex((thumb) => thumb.dataset.n === other.dataset.slide) : -1;
    if (place < 0) return;
    go(event, place);
    viewer.scrollIntoView({ block: "nearest" });
  });
  const fromHash = () => {
    const asked = /^#(?:slide=|s)(\d+)$/.exec(location.hash);
    const place = asked ? thumbs.findIndex((thumb) => number(thumb) === Number(asked[1])) : -1;
    if (place >= 0) show(place, { keep: true });
  };
  window.addEventListener("hashchange", fromHash);

  centre();
  lay(thumbs[now]);
  fromHash();
  ahead(now + 1);
}

unfoldWords();
for (const viewer of document.querySelectorAll("[data-viewer]")) {
  if (viewer.querySelector(".thumb")) start(viewer);
  fullScreen(viewer);
  blurred(viewer.querySelector("img.picture"));
}
