// A filter counts as soon as it is chosen; the button is for those without a script. The page that
// comes stands where the one before it stood, and so do the keys.
const KEPT = "place-of-filters";
const wide = window.matchMedia("(min-width: 60rem)");

// Arrows walk through the choices of a closed list one by one: the last of them is meant.
const WAIT_MS = 1000;

function send(form, control) {
  const place = {
    path: new URL(form.action, document.baseURI).pathname,
    search: new URLSearchParams(new FormData(form)).toString(),
    name: control.name,
    value: control.type === "checkbox" ? control.value : null,
    top: window.scrollY,
    keys: control.matches(":focus-visible"),
  };
  try {
    sessionStorage.setItem(KEPT, JSON.stringify(place));
  } catch {
    // Where nothing may be kept the page comes with its beginning.
  }
  form.requestSubmit();
}

function kept() {
  try {
    const place = JSON.parse(sessionStorage.getItem(KEPT));
    sessionStorage.removeItem(KEPT);
    const { pathname, search } = window.location;
    return place?.path === pathname && place.search === search.slice(1) ? place : null;
  } catch {
    return null;
  }
}

function goBackTo({ name, value, top, keys }) {
  const all = [...document.querySelectorAll("form[data-at-once] input[type=checkbox], select[data-at-once]")];
  const same = all.filter((each) => each.name === name);
  const control = same.find((each) => value === null || each.value === value) ?? same[0] ?? all[0];
  if (!control) return;
  for (let folded = control.closest("details"); folded; folded = folded.parentElement.closest("details")) {
    folded.open = true;
  }
  window.scrollTo({ top, behavior: "instant" });
  control.focus({ preventScroll: true, focusVisible: keys });
  control.scrollIntoView({ block: "nearest", behavior: "instant" });
}

for (const form of document.querySelectorAll("form[data-at-once]")) {
  form.addEventListener("change", (event) => {
    if (wide.matches) send(form, event.target);
  });
}

// Back leads to the list, not to the sheet that lay over it.
for (const form of document.querySelectorAll("form[data-at-once]")) {
  form.addEventListener("submit", () => {
    if (form.closest(":target")) window.location.replace("#main");
  });
}

for (const select of document.querySelectorAll("select[data-at-once]")) {
  let byKeys = false;
  let waiting = 0;

  const stop = () => {
    clearTimeout(waiting);
    waiting = 0;
  };
  const now = () => {
    stop();
    if (!select.selectedOptions[0]?.defaultSelected) send(select.form, select);
  };
  const wait = () => {
    stop();
    waiting = setTimeout(now, WAIT_MS);
  };
  select.addEventListener("pointerdown", () => {
    byKeys = false;
  });
  select.addEventListener("keydown", (event) => {
    byKeys = event.key !== "Enter";
    if (!waiting) return;
    if (byKeys) wait();
    else now();
  });
  select.addEventListener("change", () => {
    if (byKeys) wait();
    else now();
  });
  select.addEventListener("blur", () => {
    if (waiting) now();
  });
  window.addEventListener("pagehide", stop);
}

const place = kept();
if (place) goBackTo(place);

// A page that the browser has kept whole shows again what its address says, not what was ticked on
// leaving it; forms with autocomplete="off" are such.
window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const form of document.querySelectorAll('form[autocomplete="off"]')) form.reset();
});
