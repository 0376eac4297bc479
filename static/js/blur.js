// A few pixels of a picture stand in its place until it has come; then nothing is left of them, for
// a picture may be seen through.
export function blurred(picture) {
  if (!picture?.dataset.blur || picture.complete) return;
  picture.style.background = `center / cover no-repeat url("${picture.dataset.blur}")`;
  const clear = () => picture.style.removeProperty("background");
  for (const end of ["load", "error"]) picture.addEventListener(end, clear, { once: true });
}
