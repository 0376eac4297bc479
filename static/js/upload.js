// Sending files: several at once, each in pieces, progress in words. A file that has been
// taken in lives on the server: its row asks for its own state (htmx) and the page may be left.
import { inPieces } from "./parts.js";
import { draw } from "./sent-row.js";

const form = document.querySelector("form[data-upload]");
const together = 2; // files at once: more only share the same line

function start() {
  const input = form.querySelector('input[type="file"]');
  const words = form.dataset;
  const waiting = [];
  const sending = new Set();

  form.querySelector("[data-plain]").hidden = true;

  const next = () => {
    while (sending.size < together && waiting.length) {
      const one = waiting.shift();
      sending.add(one);
      one.row.sends();
      one.parts.start();
    }
  };
  const free = (one) => {
    sending.delete(one);
    const place = waiting.indexOf(one);
    if (place >= 0) waiting.splice(place, 1);
    next();
  };

  // What came of a file that is on the server whole; the line may be lost here too.
  const outcome = async (one, id, attempt = 0) => {
    one.row.checks();
    const answer = await fetch(words.outcome.replace("0", id), { headers: { "HX-Request": "true" } }).catch(() => null);
    if (answer?.ok) {
      one.row.becomes(await answer.text());
      free(one);
    } else if (answer && answer.status < 500) {
      one.row.fails(words.broke, () => add([one.file], one.fields));
      free(one);
    } else {
      one.row.waits(answer ? words.noServer : words.noLine);
      setTimeout(() => outcome(one, id, attempt + 1), Math.min(15, attempt + 1) * 1000);
    }
  };

  // What is said of a file: the common fields as they stand when it is chosen, or what was said of
  // the one in whose place it comes.
  const one = (file, before) => {
    const said = new FormData(form);
    const common = ["subject", "grade", "licence", "lesson"].map((name) => [name, said.getAll(name).join(";")]);
    const fields = before ?? Object.fromEntries(common.filter(([, value]) => value));
    const made = { file, fields };
    made.row = draw(file, words, {
      pause() {
        made.parts.pause();
        made.row.pauses();
        free(made);
      },
      goOn() {
        made.row.queues();
        waiting.unshift(made);
        next();
      },
      giveUp() {
        made.parts.giveUp();
        made.row.goes();
        free(made);
      },
    });
    made.parts = inPieces(file, {
      endpoint: words.parts,
      token: said.get("csrf_token"),
      words: fields,
      told: {
        progress: made.row.progress,
        waits: (status) => made.row.waits(status ? words.noServer : words.noLine),
        known(id) {
          document.querySelector(`[data-unfinished="${id}"]`)?.remove();
        },
        done: (id) => outcome(made, id),
        failed(status, message, id) {
          if ([413, 422].includes(status) && id) {
            outcome(made, id);
            return;
          }
          const told = status === 401 ? words.signedOut : message || words.broke;
          if ([413, 422].includes(status)) made.row.refused(told);
          else made.row.fails(told, () => add([file], fields));
          free(made);
        },
      },
    });
    return made;
  };

  const add = (files, before) => {
    waiting.push(...[...files].map((file) => one(file, before)));
    next();
  };

  let instead = null; // the row of a refused file in whose place the next one is chosen
  input.addEventListener("change", () => {
    const before = JSON.parse(instead?.querySelector("[data-choose]").dataset.choose ?? "{}");
    add([...input.files], Object.keys(before).length ? before : undefined);
    instead?.querySelector("[data-forget]")?.click();
    instead = null;
    input.value = "";
  });
  form.addEventListener("click", (event) => {
    const choose = event.target.closest("[data-choose]");
    if (choose) {
      input.click();
      instead = choose.closest(".file");
    } else if (event.target === input) instead = null;
  });
  form.addEventListener("submit", (event) => {
    if (event.submitter?.formAction && event.submitter.hasAttribute("formaction")) return;
    event.preventDefault();
    add([...input.files]);
  });

  const drop = form.querySelector(".drop");
  let over = 0;
  const light = (on) => drop.classList.toggle("ready", on);
  window.addEventListener("dragenter", (event) => {
    if (![...event.dataTransfer.types].includes("Files")) return;
    over += 1;
    light(true);
  });
  window.addEventListener("dragleave", () => light((over = Math.max(0, over - 1)) > 0));
  window.addEventListener("dragover", (event) => event.preventDefault());
  window.addEventListener("drop", (event) => {
    event.preventDefault();
    over = 0;
    light(false);
    if (event.dataTransfer.files.length) add([...event.dataTransfer.files]);
  });

  // What has come stays on the server, but a page that is gone sends no more.
  window.addEventListener("beforeunload", (event) => {
    if (sending.size || waiting.length) event.preventDefault();
  });
}

if (form) start();
