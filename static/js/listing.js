// List or grid on a desk: a link changes it at once and a cookie remembers it.
const listing = document.getElementById("found");

for (const link of document.querySelectorAll("[data-listing]")) {
  link.addEventListener("click", (event) => {
    if (!listing) return;
    event.preventDefault();
    const { listing: how } = link.dataset;
    listing.classList.toggle("as-grid", how === "grid");
    for (const each of document.querySelectorAll("[data-listing]")) {
      if (each === link) each.setAttribute("aria-current", "true");
      else each.removeAttribute("aria-current");
    }
    document.cookie = `listing=${how}; path=/; max-age=${365 * 24 * 3600}; samesite=lax`;
  });
}

// A filter counts as soon as it is ticked; the button is for those without a script.
for (const form of document.querySelectorAll("form[data-at-once]")) {
  form.addEventListener("change", () => {
    if (window.matchMedia("(min-width: 60rem)").matches) form.requestSubmit();
  });
}
for (const select of document.querySelectorAll("select[data-at-once]")) {
  select.addEventListener("change", () => select.form?.requestSubmit());
}
