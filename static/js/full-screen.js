// Full screen of one element by its own button; where the browser has no such thing for
// elements (a phone of Apple), the element covers the window instead.
export function fullScreen(element) {
  const button = element.querySelector("[data-full]");
  if (!button) return;
  button.hidden = false;
  const isFull = () => document.fullscreenElement === element || element.classList.contains("full");
  const paint = () => button.setAttribute("aria-pressed", String(isFull()));

  button.addEventListener("click", async () => {
    if (document.fullscreenElement) await document.exitFullscreen();
    else if (element.requestFullscreen) await element.requestFullscreen().catch(() => {});
    else element.classList.toggle("full");
    paint();
  });
  document.addEventListener("fullscreenchange", paint);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && isFull()) {
      element.classList.remove("full");
      if (document.fullscreenElement) document.exitFullscreen();
      paint();
    }
    const typing = event.target.closest?.("input, textarea, select");
    if (event.key.toLowerCase() === "f" && !typing && !event.ctrlKey && !event.metaKey) button.click();
  });
}
