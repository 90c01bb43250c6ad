// Builds the dashboard into dist/: types of the API from the server's own description of it, a check
// of all types, then the bundle. What charts need is a file of its own, asked for when one is shown.
import {mkdirSync, copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {spawnSync} from "node:child_process";
import {dirname, join} from "node:path";
import {fileURLToPath} from "node:url";
import * as esbuild from "esbuild";
import openapiTS, {astToString} from "openapi-typescript";
import {guidePage} from "./guide.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const api = new URL(process.env.OPENAPI ?? "../extractor/server/openapi.json", import.meta.url);
const built = join(here, "build");
const dist = join(here, "dist");

mkdirSync(built, {recursive: true});
writeFileSync(join(built, "api.ts"), astToString(await openapiTS(api)));

const checked = spawnSync(process.execPath, [join(here, "node_modules/typescript/bin/tsc"), "--noEmit"],
  {cwd: here, stdio: "inherit"});
if (checked.status !== 0) process.exit(checked.status ?? 1);

// Dark for who chose it stands in the sheet; the same for who has a dark system and chose nothing.
const dark = {name: "dark", setup: (build) => build.onLoad({filter: /style\.css$/}, ({path}) => {
  const sheet = readFileSync(path, "utf8");
  const colours = /\[data-theme="dark"\] (\{[^}]*--ground[^}]*\})/.exec(sheet)[1];
  return {loader: "css", contents: sheet.replace("* {", `@media (prefers-color-scheme: dark) { :root:not([data-theme="light"]) ${colours} }\n* {`)};
})};

rmSync(dist, {recursive: true, force: true});
mkdirSync(dist, {recursive: true});
await esbuild.build({
  absWorkingDir: here,
  entryPoints: {app: "src/main.tsx", theme: "src/theme.ts", style: "src/style.css"},
  outdir: dist,
  bundle: true, splitting: true, minify: true, format: "esm", target: "es2022",
  chunkNames: "part-[name]-[hash]",
  jsx: "automatic", jsxImportSource: "preact",
  legalComments: "linked",
  logLevel: "warning",
  plugins: [dark],
});
writeFileSync(join(dist, "guide.html"), guidePage(join(here, "../docs/vi/bang-dieu-khien.md")));
for (const file of readdirSync(join(here, "public"))) copyFileSync(join(here, "public", file), join(dist, file));
