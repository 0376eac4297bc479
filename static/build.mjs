// Bundles our styles, scripts, fonts and icons into static/dist under names that carry a hash
// of their content, so that a browser may keep each for ever. Writes manifest.json
// (plain name → hashed name) for app/assets.py and a .gz and .br twin of every text file.
//
//   node static/build.mjs

import { createHash } from "node:crypto";
import { copyFile, mkdir, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

import { build } from "esbuild";

import { icons, own } from "./icons.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));
const dist = path.join(here, "dist");
const fresh = path.join(here, `dist.${process.pid}`);

const css = ["parta.css", "player.css"];
const js = ["parta.js", "viewer.js", "player.js", "upload.js", "lesson.js", "assign.js", "coverage.js", "reach.js", "board.js", "hls.js"];

function hashOf(bytes) {
  return createHash("sha256").update(bytes).digest("hex").slice(0, 10);
}

// One sprite of symbols; the drawing's own stroke settings are left to our .icon rule.
async function sprite() {
  const drawings = path.join(here, "..", "node_modules", "lucide-static", "icons");
  const symbols = [];
  for (const [name, drawing] of Object.entries(icons)) {
    const svg = await readFile(path.join(drawings, `${drawing}.svg`), "utf8");
    const body = svg.slice(svg.indexOf(">", svg.indexOf("<svg")) + 1, svg.lastIndexOf("</svg>"));
    const tight = body.replace(/\s+/g, " ").replace(/ \/>/g, "/>").replace(/> </g, "><").trim();
    symbols.push(`<symbol id="i-${name}" viewBox="0 0 24 24">${tight}</symbol>`);
  }
  for (const [name, { viewBox, body }] of Object.entries(own)) {
    symbols.push(`<symbol id="i-${name}" viewBox="${viewBox}">${body}</symbol>`);
  }
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>\n`;
}

// A server that runs goes on with the names that it started with: the files of the build before
// stay for one more.
async function keepFormer(names) {
  const former = await readFile(path.join(dist, "manifest.json"), "utf8").catch(() => "{}");
  for (const name of Object.values(JSON.parse(former))) {
    if (names.has(name)) continue;
    for (const twin of [name, `${name}.gz`, `${name}.br`]) {
      await copyFile(path.join(dist, twin), path.join(fresh, twin)).catch(() => {});
    }
  }
}

async function main() {
  await rm(fresh, { recursive: true, force: true });
  await mkdir(fresh, { recursive: true });
  const manifest = {};

  const result = await build({
    absWorkingDir: here,
    entryPoints: [...css.map((f) => `css/${f}`), ...js.map((f) => `js/${f}`)],
    outdir: fresh,
    bundle: true,
    minify: true,
    format: "esm",
    target: ["es2020", "chrome100", "firefox100", "safari15"],
    entryNames: "[name].[hash]",
    assetNames: "[name].[hash]",
    loader: { ".woff2": "file", ".svg": "file" },
    legalComments: "none",
    metafile: true,
    logLevel: "warning",
  });
  for (const [out, { entryPoint, inputs }] of Object.entries(result.metafile.outputs)) {
    const source = entryPoint ?? Object.keys(inputs)[0];
    manifest[path.basename(source)] = path.basename(out);
  }

  const svg = await sprite();
  manifest["icons.svg"] = `icons.${hashOf(svg)}.svg`;
  await writeFile(path.join(fresh, manifest["icons.svg"]), svg);

  const mark = await readFile(path.join(here, "mark.svg"));
  manifest["mark.svg"] = `mark.${hashOf(mark)}.svg`;
  await writeFile(path.join(fresh, manifest["mark.svg"]), mark);

  for (const name of await readdir(fresh)) {
    if (!/\.(css|js|svg)$/.test(name)) continue;
    const bytes = await readFile(path.join(fresh, name));
    await writeFile(path.join(fresh, `${name}.gz`), gzipSync(bytes, { level: 9 }));
    const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
    await writeFile(path.join(fresh, `${name}.br`), brotliCompressSync(bytes, { params }));
  }
  const sorted = Object.fromEntries(Object.entries(manifest).sort(([a], [b]) => a.localeCompare(b)));
  await writeFile(path.join(fresh, "manifest.json"), `${JSON.stringify(sorted, null, 1)}\n`);

  await keepFormer(new Set(Object.values(manifest)));

  // The new folder takes the old one's place in one step: a server never meets a half of it.
  await rm(`${fresh}.old`, { recursive: true, force: true });
  await rename(dist, `${fresh}.old`).catch((error) => {
    if (error.code !== "ENOENT") throw error;
  });
  await rename(fresh, dist);
  await rm(`${fresh}.old`, { recursive: true, force: true });
}

await main();
