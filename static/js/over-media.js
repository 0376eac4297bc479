// Films and sounds over a slide's picture, each where its author has put it.
const LEAST_FILM = 280; // px

const percent = (share) => `${(share * 100).toFixed(2)}%`;

export function place(element, [x, y, w, h]) {
  Object.assign(element.style, { left: percent(x), top: percent(y), width: percent(w), height: percent(h) });
  return element;
}

// The picture may be smaller than its box (full screen): what lies over it lies on what is drawn.
export function lieOver(over, picture) {
  const fit = () => {
    const [w, h] = [Number(picture.getAttribute("width")), Number(picture.getAttribute("height"))];
    const scale = Math.min(picture.clientWidth / w, picture.clientHeight / h);
    if (!(scale > 0)) return;
    const [wide, tall] = [w * scale, h * scale];
    Object.assign(over.style, {
      left: `${picture.offsetLeft + (picture.clientWidth - wide) / 2}px`,
      top: `${picture.offsetTop + (picture.clientHeight - tall) / 2}px`,
      width: `${wide}px`,
      height: `${tall}px`,
    });
    over.style.setProperty("--tall", `${tall}px`);
  };
  new ResizeObserver(fit).observe(picture);
  new ResizeObserver(fit).observe(picture.parentElement);
  return fit;
}

// A film plays where it stands on the slide, a sound at the slide's foot. `media` is
// [{ kind, box, src }]; returns for each the call that puts its player there, which stays.
export function offer(media, over, pattern, pressed) {
  return media.map((one, number) => {
    const button = pattern.content.firstElementChild.cloneNode(true);
    const spot = document.createElement("div");
    let player = null;
    spot.className = `over-media ${one.kind}`;
    if (one.kind === "video") place(spot, one.box);
    else Object.assign(spot.style, { left: percent(one.box[0] + one.box[2] / 2), top: percent(one.box[1] + one.box[3] / 2) });
    button.querySelector("[data-word]").textContent = button.dataset[one.kind];
    spot.append(button);
    over.append(spot);
    const put = () => {
      if (player) return player;
      player = document.createElement(one.kind);
      Object.assign(player, { src: one.src, controls: true, playsInline: true });
      player.setAttribute("aria-label", button.dataset[one.kind]);
      // Too small a place, as on a phone: the film takes the whole slide.
      if (one.kind === "video" && spot.clientWidth < LEAST_FILM) place(spot, [0, 0, 1, 1]);
      spot.classList.add("plays");
      button.replaceWith(player);
      return player;
    };
    button.addEventListener("click", () => pressed(put(), number));
    return put;
  });
}
