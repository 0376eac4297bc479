// The look: by the system, light, dark, high contrast. Kept in a cookie, so that the server
// draws the next page right at once.
const root = document.documentElement;
const select = document.getElementById("look");
const year = 365 * 24 * 3600;

if (select) {
  select.closest("form")?.querySelector("button")?.setAttribute("hidden", "");
  select.addEventListener("change", () => {
    if (select.value) root.dataset.theme = select.value;
    else delete root.dataset.theme;
    document.cookie = `look=${select.value}; path=/; max-age=${year}; samesite=lax`;
  });
}
