// What was built: small enough, nothing foreign in it, and no word left that no page says.
import assert from "node:assert/strict";
import {readdirSync, readFileSync, statSync} from "node:fs";
import {join} from "node:path";
import {test} from "node:test";
import {fileURLToPath} from "node:url";

const dashboard = fileURLToPath(new URL("..", import.meta.url));
const dist = join(dashboard, "dist");
const kMostScript = 150 * 1024;  // before charts load

/** A file of the bundle with all that it imports at once. */
function atOnce(name, seen = new Set()) {
  if (seen.has(name)) return seen;
  seen.add(name);
  const text = readFileSync(join(dist, name), "utf8");
  for (const [, other] of text.matchAll(/(?:from|import)\s*"\.\/([^"]+)"/g)) atOnce(other, seen);
  return seen;
}

function sources(folder) {
  return readdirSync(folder, {withFileTypes: true}).flatMap((entry) =>
    entry.isDirectory() ? sources(join(folder, entry.name)) : [join(folder, entry.name)]);
}

test("script before charts is small, and charts are apart", () => {
  const files = [...atOnce("app.js")];
  const bytes = files.reduce((sum, name) => sum + statSync(join(dist, name)).size, 0);
  assert.ok(bytes <= kMostScript, `${bytes} bytes in ${files}`);
  const charts = readdirSync(dist).filter((name) => name.startsWith("part-chart_draw") && name.endsWith(".js"));
  assert.equal(charts.length, 1);
  assert.ok(!files.includes(charts[0]));
});

test("pages hold no inline script or style and name no other site", () => {
  for (const name of ["index.html", "guide.html"]) {
    const page = readFileSync(join(dist, name), "utf8");
    assert.doesNotMatch(page, /<script(?![^>]*\ssrc=)|<style|\son\w+=|\sstyle=/i, name);
    assert.doesNotMatch(page, /(?:src|href)="(?:https?:)?\/\//i, name);
  }
});

test("every word is said by some page", () => {
  const all = sources(join(dashboard, "src")).filter((path) => !path.includes("/words/"))
    .map((path) => readFileSync(path, "utf8")).join("\n");
  // say(`role.${…}`): every key that begins so may be said.
  const beginnings = [...all.matchAll(/`([a-z_.-]+\.)\$\{/g)].map(([, beginning]) => beginning);
  const table = readFileSync(join(dashboard, "src/words/vi.ts"), "utf8");
  const unsaid = [...table.matchAll(/^  "([^"]+)":/gm)].map(([, key]) => key)
    .filter((key) => !all.includes(`"${key}"`) && !beginnings.some((beginning) => key.startsWith(beginning)));
  assert.deepEqual(unsaid, []);
});

test("every page leads to a part of the guide that is there", () => {
  const guide = readFileSync(join(dist, "guide.html"), "utf8");
  const table = /const guides[^{]*= \{([^}]*)\}/.exec(readFileSync(join(dashboard, "src/main.tsx"), "utf8"))?.[1] ?? "";
  const anchors = [...table.matchAll(/: "([a-z-]+)"/g)].map(([, anchor]) => anchor);
  assert.ok(anchors.length > 10);
  for (const anchor of anchors) assert.ok(guide.includes(`id="${anchor}"`), anchor);
});
