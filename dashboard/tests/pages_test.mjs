// Every page, in both themes, for readers without eyes or with a phone, and with pages that mean harm.
import assert from "node:assert/strict";
import {readFileSync, writeFileSync} from "node:fs";
import {createRequire} from "node:module";
import {join} from "node:path";
import {after, before, test} from "node:test";
import {doubts, flags, hostile, kMarkup} from "./articles.mjs";
import {pagesOf} from "./pages.mjs";
import {asReviewer, browse, makeStore, reviewed, scratch, serve, shown} from "./serving.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const place = scratch();
let server, browser, pages;

before(async () => {
  server = await serve(makeStore(place.path, [...flags, ...doubts, ...hostile]), reviewed(place.path));
  browser = await browse();
  pages = await pagesOf(server.address);
});
after(async () => {
  await browser?.close();
  await server?.stop();
  place.remove();
});

async function violations(page) {
  await page.evaluate(axe);
  const {violations: found} = await page.evaluate(() => globalThis.axe.run());
  return found.map(({id, nodes}) => `${id}: ${nodes[0].html.slice(0, 200)} ${nodes[0].failureSummary}`);
}

for (const colorScheme of ["light", "dark"]) {
  test(`axe finds nothing on any page, ${colorScheme}`, async () => {
    const page = await browser.newPage({colorScheme});
    const found = {};
    for (const [name, path] of Object.entries(pages)) {
      await page.goto(server.address + path);
      await shown(page);
      const here = await violations(page);
      if (here.length > 0) found[name] = here;
    }
    assert.deepEqual(found, {});
    await page.close();
  });

  test(`axe finds nothing where a reviewer works, ${colorScheme}`, async () => {
    const page = await browser.newPage({colorScheme, viewport: {width: 390, height: 844}});
    await asReviewer(page);
    const found = {};
    const look = async (name) => {
      await shown(page);
      const here = await violations(page);
      if (here.length > 0) found[name] = here;
      const [width, most] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
      assert.ok(width <= most, `${name} is ${width} wide`);
    };
    for (const why of ["doubtful", "finding", "conflict"]) {
      await page.goto(`${server.address}/review`);
      await page.getByLabel("Chỉ xem").selectOption(why);
      await page.locator(".to-judge").first().waitFor();
      await look(why);
    }
    await page.getByRole("button", {name: /^Sửa/}).click();
    await look("edit");
    await page.getByRole("button", {name: "Đã duyệt"}).click();
    await look("log");
    await page.goto(server.address + pages.article);
    await page.locator("[data-fact]").first().focus();
    await page.getByRole("button", {name: "Thêm điều bị sót"}).click();
    await look("missed");
    assert.deepEqual(found, {});
    await page.close();
  });
}

test("no page is wider than a phone, and none fails", async () => {
  const page = await browser.newPage({viewport: {width: 390, height: 844}});
  const broken = [];
  page.on("pageerror", (error) => broken.push(String(error)));
  for (const [name, path] of Object.entries(pages)) {
    await page.goto(server.address + path);
    await shown(page);
    const [width, most] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
    assert.ok(width <= most, `${name} is ${width} wide`);
    assert.equal(await page.getByRole("alert").count(), name === "article-missing" ? 1 : 0, name);
  }
  assert.deepEqual(broken, []);
  await page.close();
});

/** What pages of evil hands would have brought about, had their words been more than words. */
const harm = () => [
  globalThis.hurt,
  ...[...document.querySelectorAll("main script, main img, main svg, main b[onclick], [onerror], [onload], a[href^='javascript']")]
    .map((element) => element.outerHTML),
].filter((one) => one !== undefined);

test("what pages hold is shown as text, whatever it is", async () => {
  const page = await browser.newPage({viewport: {width: 390, height: 844}});
  const refused = [];
  page.on("dialog", (dialog) => { refused.push(dialog.message()); void dialog.dismiss(); });
  page.on("console", (message) => message.text().includes("Content Security Policy") && refused.push(message.text()));
  const ask = async (path) => (await fetch(`${server.address}/api/v1/${path}`)).json();
  const {items: found} = await ask("search?q=%22trao+bang+khen%22&province=son-la");
  const evil = found.find(({title}) => title.startsWith("<script>"));
  const {items: awards} = await ask("awards?province=son-la&status=conferred");
  const {items: [official]} = await ask("officials?q=lo+van+mo");
  const {items: [agency]} = await ask("agencies?q=so+y+te&province=son-la");
  const paths = [`/article?id=${evil.id}`, "/search?view=articles&q=bang+khen&province=son-la", "/search?province=son-la", "/articles?province=son-la",
    `/search?q=${encodeURIComponent(kMarkup)}`, `/agencies?q=${encodeURIComponent(kMarkup)}`, `/article?id=${encodeURIComponent(kMarkup)}`,
    `/official?id=${official.id}`, `/agency?id=${agency.id}`, ...awards.map(({id}) => `/award?id=${id}`), "/"];
  for (const path of paths) {
    await page.goto(server.address + path);
    await shown(page);
    assert.deepEqual(await page.evaluate(harm), [], path);
    const [width, most] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
    assert.ok(width <= most, `${path} is ${width} wide`);
  }
  await page.goto(`${server.address}/article?id=${evil.id}`);
  await shown(page);
  assert.ok((await page.locator("h1").textContent()).startsWith(kMarkup));
  assert.ok((await page.locator(".fact-text").textContent()).includes("window.hurt = 4"), "all of its text is there");
  assert.deepEqual(refused, []);
  await page.close();
});

test("what a reader pastes or drops is shown as text too", async () => {
  const page = await browser.newPage();
  await page.goto(`${server.address}/try`);
  await page.getByRole("textbox").first().fill(`Tin. ${hostile[0].text}`);
  await page.getByRole("button", {name: "Đọc thử"}).click();
  await page.locator(".fact-text").waitFor();
  assert.deepEqual(await page.evaluate(harm), []);
  assert.ok((await page.locator(".fact-text").textContent()).includes(kMarkup));

  const list = join(place.path, "list.csv");
  writeFileSync(list, `Tên cơ quan,Ghi chú\nSở Y tế tỉnh Sơn La,${kMarkup.replaceAll('"', "'")}\n`);
  await page.goto(`${server.address}/lookup`);
  await page.locator("input[type=file]").setInputFiles(list);
  await page.locator("td", {hasText: "<script>"}).waitFor();
  assert.deepEqual(await page.evaluate(harm), []);
  await page.close();
});
