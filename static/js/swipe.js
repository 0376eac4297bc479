// A swipe across an element, told apart from scrolling and from a pinch.
const least = 40; // px; shorter is a tap

export function onSwipe(element, { left, right }) {
  let from = null;
  // The browser keeps scrolling up and down and the pinch; sideways it would leave the page.
  element.style.touchAction = "pan-y pinch-zoom";
  element.addEventListener(
    "touchstart",
    (event) => {
      const [touch] = event.touches;
      from = event.touches.length === 1 ? { x: touch.clientX, y: touch.clientY } : null;
    },
    { passive: true },
  );
  element.addEventListener("touchend", (event) => {
    if (!from) return;
    const [touch] = event.changedTouches;
    const [dx, dy] = [touch.clientX - from.x, touch.clientY - from.y];
    from = null;
    if (Math.abs(dx) < least || Math.abs(dx) < 1.5 * Math.abs(dy)) return;
    if (event.cancelable) event.preventDefault(); // no click on the hit area below the finger
    if (dx < 0) left();
    else right();
  });
}
