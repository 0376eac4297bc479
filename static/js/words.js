// Figures in words for the upload's progress; the words themselves come from the page.
const number = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1 });

// 12,5 МБ; units of 1024 bytes, as the server counts them
export function size(bytes, words) {
  const units = words.units.split(" ");
  let place = 0;
  let value = bytes;
  while (value >= 1024 && place < units.length - 1) {
    value /= 1024;
    place += 1;
  }
  return `${number.format(value >= 100 ? Math.round(value) : value)}\u00a0${units[place]}`;
}

// «, осталось около 3 мин»
export function left(seconds, words) {
  if (!Number.isFinite(seconds)) return "";
  return seconds < 60
    ? words.leftSeconds.replace("{n}", String(Math.max(1, Math.round(seconds))))
    : words.leftMinutes.replace("{n}", String(Math.round(seconds / 60)));
}
