// Builds what the browser gets from assets/: stylesheets, scripts, one sprite of icons, their licences.
// The result is the same, byte for byte, on every machine: `dev.py check` builds again and compares.
//
//   npm ci --ignore-scripts && npm run build             into the package's static files
//   npm run build -- --out FOLDER                         somewhere else

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { build } from "esbuild";
import { bundle } from "lightningcss";

import { icons } from "./icons.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(here);
const packages = join(root, "node_modules");
const { values } = parseArgs({ options: { out: { type: "string" } } });
const out = values.out ?? join(root, "src", "selaras", "web", "static", "selaras");

// The oldest browsers that get the full dress; older ones still get pages that work.
const oldest = { chrome: 111 << 16, firefox: 114 << 16, safari: (16 << 16) | (4 << 8), ios_saf: (16 << 16) | (4 << 8) };

const shipped = ["htmx.org", "lucide-static"];

function stylesheet(name) {
  const { code, warnings } = bundle({ filename: join(here, name), minify: true, targets: oldest });
  if (warnings.length) throw new Error(warnings.map((warning) => `${warning.message} (${warning.loc?.filename}:${warning.loc?.line})`).join("\n"));
  return Buffer.concat([code, Buffer.from("\n")]);
}

async function script(name) {
  const { outputFiles } = await build({
    entryPoints: [join(here, name)],
    absWorkingDir: root,
    bundle: true,
    charset: "utf8",
    format: "iife",
    legalComments: "none",
    logLevel: "error",
    logOverride: { "empty-import-meta": "error" },
    minify: true,
    target: "es2022",
    write: false,
  });
  return Buffer.from(outputFiles[0].contents);
}

// assets/icons.txt names one icon a line; `ours = theirs` gives it a name of our own; # starts a remark.
// An icon drawn by ourselves lies in assets/icons/NAME.svg, on the same grid of 24.
function sprite() {
  const lines = readFileSync(join(here, "icons.txt"), "utf8").split("\n");
  const names = lines.map((line) => line.replace(/#.*/, "").trim()).filter(Boolean);
  const symbols = names.map((name) => {
    const [ours, theirs = ours] = name.split("=").map((part) => part.trim());
    const own = join(here, "icons", `${ours}.svg`);
    const path = existsSync(own) ? own : join(packages, "lucide-static", "icons", `${theirs}.svg`);
    const [, inside] = readFileSync(path, "utf8").match(/<svg[^>]*>([\s\S]*)<\/svg>/);
    return [ours, inside.replace(/\s*\n\s*/g, "").replace(/ \/>/g, "/>")];
  });
  const seen = new Map(symbols);
  const drawn = [...seen.keys()].sort().map((name) => `<symbol id="${name}" viewBox="0 0 24 24">${seen.get(name)}</symbol>`);
  const pen = 'fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"';
  return Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" ${pen}>\n${drawn.join("\n")}\n</svg>\n`);
}

function licences() {
  const parts = shipped.map((name) => {
    const { version, license } = JSON.parse(readFileSync(join(packages, name, "package.json"), "utf8"));
    const text = readFileSync(join(packages, name, "LICENSE"), "utf8").replace(/\r\n/g, "\n").trim();
    return `${name} ${version} (${license})\n\n${text}\n`;
  });
  return Buffer.from(`Parts of others inside app.js and icons.svg\n\n${parts.join(`\n${"-".repeat(78)}\n\n`)}`);
}

function manifest(files) {
  const rows = Object.entries(files).map(([name, content]) => {
    const hash = createHash("sha384").update(content).digest("base64");
    return [name, { bytes: content.length, integrity: `sha384-${hash}` }];
  });
  return Buffer.from(`${JSON.stringify(Object.fromEntries(rows), null, 2)}\n`);
}

// Every page loads app.css and app.js; what only one page needs is a file of its own, so that the others stay light.
const files = { "app.css": stylesheet("app.css"), "matrix.css": stylesheet("matrix.css"), "app.js": await script("app.js"), "matrix.js": await script("matrix.js"), "autosave.js": await script("autosave.js"), "photo.js": await script("photo.js"), "offline.js": await script("offline.js"), "worker.js": await script("worker.js"), ...icons(), "icons.svg": sprite(), "licences.txt": licences() };
files["manifest.json"] = manifest(files);
mkdirSync(out, { recursive: true });
for (const [name, content] of Object.entries(files)) {
  writeFileSync(join(out, name), content);
  console.log(`${name.padEnd(22)}${String(content.length).padStart(8)} bytes`);
}
