// Full screen of one element by its own button; where the browser has no such thing for
// elements (a phone of Apple), the element covers the window instead.
export function isFull(element) {
  return document.fullscreenElement === element || element.classList.contains("full");
}

export function fullScreen(element) {
  const button = element.querySelector("[data-full]");
  if (!button) return;
  button.hidden = false;
  const words = [...button.querySelectorAll("[data-word]")];
  const drawing = button.querySelector("use");
  const drawn = drawing.getAttribute("href");
  const enter = words.map((word) => word.textContent);
  // A picture that is served in several widths: the whole screen wants a wider one.
  const picture = element.querySelector("img[srcset]");
  const usual = picture?.sizes;

  const paint = () => {
    const full = isFull(element);
    words.forEach((word, place) => {
      word.textContent = full ? button.dataset.leave : enter[place];
    });
    if (picture) picture.sizes = full ? "100vw" : usual;
    drawing.setAttribute("href", full ? drawn.replace(/#.*/, "#i-shrink") : drawn);
  };

  button.addEventListener("click", async () => {
    const leaves = isFull(element);
    // The next press of Space turns a slide and is not this button's, however soon it comes.
    if (!leaves) button.blur();
    if (document.fullscreenElement) await document.exitFullscreen();
    else if (element.requestFullscreen) await element.requestFullscreen().catch(() => {});
    else element.classList.toggle("full");
    paint();
  });
  document.addEventListener("fullscreenchange", paint);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && isFull(element)) {
      element.classList.remove("full");
      if (document.fullscreenElement) document.exitFullscreen();
      paint();
    }
    const typing = event.target.closest?.("input, textarea, select");
    if (event.key.toLowerCase() === "f" && !typing && !event.ctrlKey && !event.metaKey) button.click();
  });
}
