// A loader of hls.js that takes no shortened piece for a whole one.
//
// A browser's cache may answer for a range with the part of it that it has just then (Chromium does
// while two ranges of one file are asked for at once): the status is 206, the bytes are fewer.
// hls.js only warns, and the film lacks that piece for good.
const AGAIN = { maxNumRetry: 3, retryDelayMs: 0, maxRetryDelayMs: 0 };

export const wholeRanges = (Loader) =>
  class extends Loader {
    load(context, config, told) {
      const short = (data) => context.rangeEnd > 0 && data.byteLength < context.rangeEnd - context.rangeStart;
      super.load(context, config, {
        ...told,
        onProgress: told.onProgress && ((stats, asked, data, details) => short(data) || told.onProgress(stats, asked, data, details)),
        onSuccess: (response, stats, asked, details) => {
          if (!short(response.data)) return told.onSuccess(response, stats, asked, details);
          if (stats.retry >= AGAIN.maxNumRetry) return told.onError({ code: response.code, text: "fewer bytes than asked for" }, asked, details, stats);
          context.headers = { ...context.headers, "Cache-Control": "no-cache" };
          return this.retry(AGAIN);
        },
      });
    }
  };
