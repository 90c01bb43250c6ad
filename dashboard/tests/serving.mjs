// What the tests and the screenshots share: a store of our own articles, the real server over it, and
// Debian's browser before it.
import {execFileSync, spawn} from "node:child_process";
import {mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {chromium} from "playwright-core";

const root = fileURLToPath(new URL("../..", import.meta.url));
const command = process.env.BANGVANG ?? join(root, "build/dev/bangvang");
export const corpus = join(root, "corpus");

/** Where a test may write; taken away at the end of it. */
export function scratch() {
  const path = mkdtempSync(join(tmpdir(), "bangvang-dashboard-"));
  return {path, remove: () => rmSync(path, {recursive: true, force: true})};
}

function run(args) {
  try {
    execFileSync(command, args, {stdio: ["ignore", "ignore", "pipe"]});
  } catch (error) {
    // 1: some articles were set aside; corpus/pages has such on purpose.
    if (error.status !== 1) throw new Error(`bangvang ${args.join(" ")}: ${error.stderr}`);
  }
}

/** The articles of corpus/history/*.case as JSON Lines. */
function historyLines() {
  const out = [];
  for (const name of readdirSync(join(corpus, "history")).filter((one) => one.endsWith(".case")).sort()) {
    const told = readFileSync(join(corpus, "history", name), "utf8").split(/^---- /m)[0];
    for (const part of told.split(/^==== /m).slice(1)) {
      const [first = "", ...lines] = part.split("\n");
      const [published, url] = first.split(" ");
      out.push(JSON.stringify({published, url, text: lines.join("\n")}));
    }
  }
  return out.join("\n") + "\n";
}

/** A store of the corpus, and of further articles of JSON Lines. */
export function makeStore(folder, lines = []) {
  const store = join(folder, "store.db");
  run(["ingest", "--store", store, ...["awards", "blocs", "business", "traps", "pages"].map((one) => join(corpus, one))]);
  writeFileSync(join(folder, "history.jsonl"), historyLines());
  writeFileSync(join(folder, "more.jsonl"), lines.map((line) => JSON.stringify(line) + "\n").join(""));
  run(["ingest", "--store", store, "--jsonl", join(folder, "history.jsonl"), join(folder, "more.jsonl")]);
  return store;
}

export const reviewer = {name: "Hoàng Thị Sen", token: "a-token-of-more-than-twenty-letters"};

/** What opens a server to the reviewer. */
export function reviewed(folder) {
  const path = join(folder, "tokens");
  writeFileSync(path, `${reviewer.name}  ${reviewer.token}\n`, {mode: 0o600});
  return ["--token-file", path];
}

/** Has the pages of `page` know the token, as if it had been entered. */
export const asReviewer = (page) =>
  page.addInitScript((token) => sessionStorage.setItem("bangvang-token", token), reviewer.token);

/** Serves `store` at a free port until `stop`. */
export async function serve(store, options = []) {
  const server = spawn(command, ["serve", "--store", store, "--port", "0", "--no-log", ...options], {stdio: ["ignore", "ignore", "pipe"]});
  let told = "";
  const address = await new Promise((found, failed) => {
    server.stderr.on("data", (text) => {
      told += text;
      const at = /http:\/\/[^\s/]+/.exec(told)?.[0];
      if (at) found(at);
    });
    server.once("exit", (status) => failed(new Error(`bangvang serve ended (${status}): ${told}`)));
  });
  const ended = new Promise((done) => server.once("exit", done));
  return {address, stop: () => (server.kill("SIGTERM"), ended)};
}

export const browse = () => chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});

/** Until nothing on the page waits for an answer of the server. */
export async function shown(page) {
  await page.locator("h1").first().waitFor();
  const awaited = page.locator(".waiting, .stale");
  while (await awaited.count()) await page.waitForTimeout(20);
  await page.waitForLoadState("networkidle");
}
