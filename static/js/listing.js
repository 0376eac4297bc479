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

// A long list of boxes is narrowed by typing a part of a name; what is ticked stays in sight.
for (const field of document.querySelectorAll("input[data-narrow]")) {
  const list = field.closest("fieldset");
  const folded = list.querySelector("details");
  const plain = (text) => text.toLowerCase().replaceAll("ё", "е").trim();
  field.hidden = false;
  field.addEventListener("change", (event) => event.stopPropagation());
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
  const narrow = () => {
    const typed = plain(field.value);
    if (folded && typed) folded.open = true;
    for (const row of list.querySelectorAll(".tick")) {
      row.hidden = !row.querySelector("input").checked && !plain(row.textContent).includes(typed);
    }
  };
  field.addEventListener("input", narrow);
  field.form.addEventListener("reset", () => setTimeout(narrow));
}
