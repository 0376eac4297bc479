// The heat map: one tab stop, arrows move over the cells; a cell's panel comes without the page.
const heat = document.querySelector("[data-heat]");

const STEPS = {
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
};

function start() {
  const rows = [...heat.tBodies[0].rows].map((row) =>
    [...row.cells].slice(1).map((cell) => cell.querySelector("a")),
  );
  const cells = rows.flat().filter(Boolean);
  const current = () => heat.querySelector("[aria-current]");
  const stand = (cell) => {
    for (const each of cells) each.tabIndex = each === cell ? 0 : -1;
  };

  // From (y, x) on in this direction the first cell that is there.
  const next = (y, x, [down, right]) => {
    for (;;) {
      y += down;
      x += right;
      if (!rows[y] || x < 0 || x >= rows[y].length) return null;
      if (rows[y][x]) return rows[y][x];
    }
  };
  const ends = (y, last) => (last ? [...rows[y]].reverse() : rows[y]).find(Boolean);

  heat.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const y = rows.findIndex((row) => row.includes(document.activeElement));
    if (y < 0) return;
    const x = rows[y].indexOf(document.activeElement);
    let to = null;
    if (STEPS[event.key]) to = next(y, x, STEPS[event.key]);
    else if (event.key === "Home" || event.key === "End") to = ends(y, event.key === "End");
    else return;
    event.preventDefault();
    if (!to) return;
    stand(to);
    to.focus();
  });

  // Where the panel is a sheet over the table, the chosen cell must stay in sight.
  const showCurrent = () => {
    if (window.innerHeight > 600) current()?.scrollIntoView({ block: "nearest", inline: "nearest" });
  };
  const choose = (cell) => {
    current()?.removeAttribute("aria-current");
    cell?.setAttribute("aria-current", "true");
    if (cell) stand(cell);
    document.querySelector(".cover-page").classList.toggle("has-cell", Boolean(cell));
  };
  for (const cell of cells) cell.addEventListener("click", () => choose(cell));

  const closes = () => document.querySelector("#cell [data-close]");
  const back = () => (current() ?? cells[0])?.focus();
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.target.id !== "cell" && event.detail.elt?.id !== "cell") return;
    document.getElementById("cell-h")?.focus({ preventScroll: true });
    showCurrent();
  });
  // What did not come by itself is opened as a page of its own.
  document.addEventListener("htmx:responseError", (event) => {
    if (heat.contains(event.detail.elt)) window.location.assign(event.detail.elt.href);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !event.target.closest?.("#cell")) return;
    event.preventDefault();
    back();
  });
  document.addEventListener("click", (event) => {
    if (!event.target.closest?.("#cell [data-close]") || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    window.history.pushState(null, "", closes().href);
    const empty = document.createElement("div");
    empty.id = "cell";
    empty.hidden = true;
    document.getElementById("cell").replaceWith(empty);
    back();
    choose(null);
  });

  stand(current() ?? cells[0]);
  showCurrent();
}

if (heat) start();
