// One file sent in pieces (tus): goes on by itself after a lost connection and a restarted server,
// and after a closed page once the same file is chosen again.
import { Upload } from "tus-js-client";

const piece = 8 * 1024 * 1024; // what a lost connection costs at most behind a proxy that collects
const soon = [0, 1000, 3000, 5000, 10000];
const retryDelays = [...soon, ...Array(5000).fill(15000)]; // for the rest of the day
const again = new Set([0, 409, 423, 429, 460, 500, 502, 503, 504]);

// The asking answer that the library would take for «no such upload» and begin from nothing.
class NotNow extends Error {
  constructor(status) {
    super(`no answer to go by: ${status}`);
    this.status = status;
  }
}

// A cut line comes as 400 with a code of its own.
function statusOf(error) {
  const answer = error.originalResponse;
  if (answer && answer.getStatus() === 400 && said(answer).code === "line_cut") return 0;
  return answer ? answer.getStatus() : (error.causingError?.status ?? 0);
}

function said(answer) {
  try {
    return JSON.parse(answer.getBody());
  } catch {
    return {};
  }
}

// told: {progress(done, total), waits(status), known(id), done(id), failed(status, message, id)};
// `known` is said at once where this browser began to send the same file before.
export function inPieces(file, { endpoint, token, words, told }) {
  let waiting = false;

  const idOf = (url = upload.url) => (url ? url.split("/").pop() : "");
  const upload = new Upload(file, {
    endpoint: new URL(endpoint, document.baseURI).href,
    headers: { "X-CSRFToken": token },
    metadata: { filename: file.name, ...words },
    chunkSize: piece,
    retryDelays,
    removeFingerprintOnSuccess: true,
    onAfterResponse(request, answer) {
      const status = answer.getStatus();
      waiting = false;
      if (request.getMethod() !== "HEAD" || [404, 410, 423].includes(status)) return;
      if (status < 200 || status > 299) throw new NotNow(status);
    },
    onShouldRetry(error) {
      const status = statusOf(error);
      waiting = again.has(status);
      if (waiting) told.waits(status);
      return waiting;
    },
    onProgress: told.progress,
    onSuccess: () => told.done(idOf()),
    async onError(error) {
      // A file that was refused is no upload to go on with: chosen again, it is sent anew.
      if (statusOf(error) === 422) {
        for (const one of await upload.findPreviousUploads()) await upload.options.urlStorage.removeUpload(one.urlStorageKey);
      }
      const answer = error.originalResponse;
      // What was refused before a byte came has a row of its own on the server.
      told.failed(statusOf(error), answer ? said(answer).detail : "", idOf() || answer?.getHeader("Upload-Refused") || "");
    },
  });

  const begun = upload.findPreviousUploads().then((earlier) => {
    if (!earlier.length) return;
    earlier.sort((a, b) => new Date(b.creationTime) - new Date(a.creationTime));
    upload.resumeFromPreviousUpload(earlier[0]);
    told.known(idOf(earlier[0].uploadUrl));
  });

  // The line is there again: no need to wait for the pause's end.
  const atOnce = () => {
    if (!waiting) return;
    upload.abort();
    upload.start();
  };

  return {
    async start() {
      window.addEventListener("online", atOnce);
      await begun;
      upload.start();
    },
    pause() {
      window.removeEventListener("online", atOnce);
      return upload.abort();
    },
    // Its bytes on the server go too; without a line they go when their time is out.
    giveUp() {
      window.removeEventListener("online", atOnce);
      return upload.abort(true).catch(() => {});
    },
  };
}
