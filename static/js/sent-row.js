// The row of a file that is being sent: its state in words, its bar, what can be pressed.
import { left, size } from "./words.js";

const settle = 2; // seconds before the speed says anything

export function draw(file, words, press) {
  const rows = document.getElementById("rows");
  const row = document.getElementById("row").content.firstElementChild.cloneNode(true);
  const part = (name) => row.querySelector(`[data-${name}]`);
  const state = part("state");
  const line = part("line");
  const bar = row.querySelector("progress");
  let began = 0; // when this run of pieces began, and from which byte
  let from = -1;
  let waits = false; // for the line; over with the first byte beyond what the server has
  let stood = -1;
  let amount = ""; // «8 МБ из 17 МБ»

  part("name").textContent = file.name;
  part("size").textContent = size(file.size, words);
  rows.prepend(row);
  for (const id of ["rows", "rows-title", "say-so"]) document.getElementById(id).hidden = false;

  // A reason; all that is taken stands folded behind it, as on the server's rows.
  const say = (message) => {
    const all = part("taken").querySelector("p").textContent;
    line.textContent = message.replace(all, "").trim();
    part("taken").hidden = !message.includes(all);
  };
  const show = (tone, icon, word) => {
    state.className = `state ${tone}`;
    state.querySelector("use").setAttribute("href", `${words.icons}#i-${icon}`);
    state.querySelector("span").textContent = word;
  };
  const offer = (...names) => {
    for (const name of ["pause", "go-on", "give-up", "again"]) part(name).hidden = !names.includes(name);
  };
  const anew = () => {
    from = -1;
  };
  part("pause").addEventListener("click", () => {
    press.pause();
    part("go-on").focus();
  });
  part("go-on").addEventListener("click", () => {
    press.goOn();
    part("pause").focus();
  });
  part("give-up").addEventListener("click", press.giveUp);
  offer("give-up");

  return {
    queues() {
      show("", "clock", words.waits);
      offer("give-up");
    },
    sends() {
      anew();
      waits = false;
      show("accent", "upload", words.sending);
      offer("pause", "give-up");
    },
    progress(done, total) {
      const now = performance.now();
      if (from < 0 || done < from) [from, began] = [done, now];
      if (waits) {
        if (stood < 0) stood = done;
        if (done <= stood) return;
        waits = false;
        show("accent", "upload", words.sending);
      }
      bar.max = total;
      bar.value = done;
      const seconds = (now - began) / 1000;
      const rest = seconds > settle && done > from ? left(((total - done) / (done - from)) * seconds, words) : "";
      amount = words.progress.replace("{done}", size(done, words)).replace("{total}", size(total, words));
      line.textContent = amount + rest;
    },
    waits(message) {
      anew();
      [waits, stood] = [true, -1];
      show("amber", "clock", words.cut);
      line.textContent = message;
    },
    pauses() {
      anew();
      waits = false;
      show("amber", "pause", words.paused);
      line.textContent = amount;
      offer("go-on", "give-up");
    },
    checks() {
      show("accent", "upload", words.sending);
      bar.removeAttribute("value");
      line.textContent = words.checking;
      offer();
    },
    fails(message, again) {
      show("red", "alert", words.notSent);
      say(message);
      bar.hidden = true;
      offer("again", "give-up");
      part("again").addEventListener("click", () => {
        row.remove();
        again();
      });
    },
    refused(message) {
      show("red", "off", words.refused);
      say(message);
      bar.hidden = true;
      offer();
    },
    becomes(html) {
      const holder = document.createElement("template");
      holder.innerHTML = html;
      const fresh = holder.content.querySelector(".file");
      row.replaceWith(fresh);
      window.htmx.process(fresh);
    },
    goes() {
      row.remove();
    },
  };
}
