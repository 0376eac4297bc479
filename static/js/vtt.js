// WebVTT that the product itself has written (chapters, pictures of a film's moments) as cues.
const TIME = /(?:(\d+):)?(\d{1,2}):(\d{1,2})[.,](\d{3})/g;

const seconds = ([, hours, minutes, rest, thousandths]) => Number(hours ?? 0) * 3600 + Number(minutes) * 60 + Number(rest) + Number(thousandths) / 1000;

const ENTITIES = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&nbsp;": "\u00a0" };
const plain = (text) => text.replace(/<[^>]*>/g, "").replace(/&(?:amp|lt|gt|nbsp);/g, (found) => ENTITIES[found]);

// [{ from, to, text }]
export function cues(text) {
  return text.replace(/\r\n?/g, "\n").split(/\n{2,}/).flatMap((block) => {
    const lines = block.trim().split("\n");
    const place = lines.findIndex((line) => line.includes("-->"));
    const times = place < 0 ? [] : [...lines[place].matchAll(TIME)];
    if (times.length < 2) return [];
    return [{ from: seconds(times[0]), to: seconds(times[1]), text: plain(lines.slice(place + 1).join("\n").trim()) }];
  });
}

export async function read(address) {
  const reply = await fetch(address).catch(() => null);
  return reply?.ok ? cues(await reply.text()) : [];
}
