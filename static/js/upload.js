// Sending files: several at once, a request a file, progress in words. A file that has been
// taken in lives on the server: its row asks for its own state (htmx) and the page may be left.
import { size, left } from "./words.js";

const form = document.querySelector("form[data-upload]");
const together = 2; // requests at once: more only share the same line

function start() {
  const input = form.querySelector('input[type="file"]');
  const rows = document.getElementById("rows");
  const template = document.getElementById("row");
  const words = form.dataset;
  const waiting = [];
  let sending = 0;

  form.querySelector("[data-plain]").hidden = true;

  const drawRow = (file) => {
    const row = template.content.firstElementChild.cloneNode(true);
    row.querySelector("[data-name]").textContent = file.name;
    row.querySelector("[data-size]").textContent = size(file.size, words);
    rows.prepend(row);
    rows.hidden = false;
    document.getElementById("rows-title").hidden = false;
    document.getElementById("say-so").hidden = false;
    return row;
  };

  const trouble = (row, message, again) => {
    const state = row.querySelector("[data-state]");
    state.className = "state red";
    state.querySelector("use").setAttribute("href", words.iconAlert);
    state.querySelector("span").textContent = words.notSent;
    row.querySelector("[data-line]").textContent = message;
    row.querySelector("progress").remove();
    const button = row.querySelector("[data-again]");
    button.hidden = false;
    button.addEventListener("click", () => {
      row.remove();
      again();
    });
  };

  const send = ({ file, row, body }) => {
    sending += 1;
    const line = row.querySelector("[data-line]");
    const bar = row.querySelector("progress");
    const began = performance.now();
    const request = new XMLHttpRequest();
    const again = () => add([file]);

    row.querySelector("[data-state] span").textContent = words.sending;
    request.open("POST", form.action);
    request.setRequestHeader("HX-Request", "true");
    request.upload.addEventListener("progress", (event) => {
      if (!event.lengthComputable) return;
      bar.max = event.total;
      bar.value = event.loaded;
      const seconds = (performance.now() - began) / 1000;
      const rest = seconds > 2 ? left(((event.total - event.loaded) / event.loaded) * seconds, words) : "";
      line.textContent = words.progress
        .replace("{done}", size(event.loaded, words))
        .replace("{total}", size(event.total, words))
        .concat(rest);
    });
    request.upload.addEventListener("load", () => {
      bar.removeAttribute("value");
      line.textContent = words.checking;
    });
    request.addEventListener("load", () => {
      const html = request.responseText;
      if (request.status < 500 && html.includes('class="file')) {
        const holder = document.createElement("template");
        holder.innerHTML = html;
        const fresh = holder.content.querySelector(".file");
        row.replaceWith(fresh);
        window.htmx.process(fresh);
      } else {
        trouble(row, request.status === 413 ? words.tooBig : words.broke, again);
      }
    });
    request.addEventListener("error", () => trouble(row, words.noLine, again));
    request.addEventListener("loadend", () => {
      sending -= 1;
      next();
    });
    request.send(body);
  };

  const next = () => {
    while (sending < together && waiting.length) send(waiting.shift());
  };

  const add = (files) => {
    for (const file of files) {
      const body = new FormData(form); // the common fields as they stand when the file is chosen
      body.delete(input.name);
      body.append(input.name, file, file.name);
      waiting.push({ file, body, row: drawRow(file) });
    }
    next();
  };

  input.addEventListener("change", () => {
    add([...input.files]);
    input.value = "";
  });
  form.addEventListener("submit", (event) => {
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

  // Only bytes that are still on their way would be lost.
  window.addEventListener("beforeunload", (event) => {
    if (sending || waiting.length) event.preventDefault();
  });
}

if (form) start();
