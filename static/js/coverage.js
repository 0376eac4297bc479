// The heat map: one tab stop, arrows move over the cells; a cell's panel comes without the page,
// and «back» brings the one before. Without a script each cell is a link to the page with it.
const heat = document.querySelector("[data-heat]");

const STEPS = {
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
};

const modified = (event) => event.ctrlKey || event.metaKey || event.altKey || event.shiftKey;

function start() {
  const rows = [...heat.tBodies[0].rows].map((row) =>
    [...row.cells].slice(1).map((cell) => cell.querySelector("a")),
  );
  const cells = rows.flat().filter(Boolean);
  const current = () => heat.querySelector("[aria-current]");

  const stand = (cell) => {
    for (const each of cells) each.tabIndex = each === cell ? 0 : -1;
  };
  // Where the panel is a sheet over the table, the chosen cell must stay in sight.
  const showCurrent = () => {
    if (window.innerHeight > 600) current()?.scrollIntoView({ block: "nearest", inline: "nearest" });
  };
  const choose = (cell) => {
    current()?.removeAttribute("aria-current");
    cell?.setAttribute("aria-current", "true");
    stand(cell ?? cells[0]);
    document.querySelector(".cover-page").classList.toggle("has-cell", Boolean(cell));
  };

  // From (y, x) on in this direction the first cell that is there.
  const next = (y, x, [down, right]) => {
    let [row, column] = [y + down, x + right];
    while (rows[row] && column >= 0 && column < rows[row].length) {
      if (rows[row][column]) return rows[row][column];
      [row, column] = [row + down, column + right];
    }
    return null;
  };
  const end = (y, last) => (last ? [...rows[y]].reverse() : rows[y]).find(Boolean);

  heat.addEventListener("keydown", (event) => {
    if (modified(event)) return;
    const y = rows.findIndex((row) => row.includes(document.activeElement));
    if (y < 0) return;
    const x = rows[y].indexOf(document.activeElement);
    const edge = event.key === "Home" || event.key === "End";
    if (!STEPS[event.key] && !edge) return;
    event.preventDefault();
    const to = edge ? end(y, event.key === "End") : next(y, x, STEPS[event.key]);
    if (!to) return;
    stand(to);
    to.focus();
  });

  // The panel of this address, or its empty place; what does not come is opened as a page.
  let wanted = 0;
  const show = async (href, cell) => {
    const mine = (wanted += 1);
    choose(cell);
    const headers = { "HX-Request": "true", "HX-Target": "cell" };
    const reply = await fetch(href, { headers }).catch(() => null);
    if (mine !== wanted) return false;
    if (!reply?.ok) {
      window.location.assign(href);
      return false;
    }
    window.htmx.swap("#cell", await reply.text(), { swapStyle: "outerHTML", settleDelay: 0, swapDelay: 0 });
    showCurrent();
    return true;
  };
  const go = async (href, cell) => {
    window.history.pushState(null, "", href);
    if (!(await show(href, cell))) return;
    if (cell) document.getElementById("cell-h")?.focus({ preventScroll: true });
  };
  const backToTable = () => heat.querySelector('a[tabindex="0"]')?.focus();

  for (const cell of cells) {
    cell.addEventListener("click", (event) => {
      if (modified(event)) return;
      event.preventDefault();
      go(cell.href, cell);
    });
  }
  document.addEventListener("click", (event) => {
    const close = event.target.closest?.("#cell [data-close]");
    if (!close || modified(event) || !heat.getClientRects().length) return;
    event.preventDefault();
    const left = current();
    go(close.href, null);
    if (left) stand(left);
    backToTable();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !event.target.closest?.("#cell")) return;
    event.preventDefault();
    backToTable();
  });
  window.addEventListener("popstate", () => {
    const { href } = window.location;
    show(href, cells.find((cell) => cell.href === href) ?? null);
  });

  stand(current() ?? cells[0]);
  if (current()) showCurrent();
}

if (heat) start();
