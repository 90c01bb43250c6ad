// A whole visit, as an office clerk or a journalist makes it, on the real server.
import assert from "node:assert/strict";
import {execFileSync} from "node:child_process";
import {readFileSync} from "node:fs";
import {join} from "node:path";
import {after, before, test} from "node:test";
import {flags} from "./articles.mjs";
import {browse, makeStore, scratch, serve, shown} from "./serving.mjs";

const place = scratch();
let server, browser, page;

before(async () => {
  server = await serve(makeStore(place.path, flags));
  browser = await browse();
  page = await (await browser.newContext({permissions: ["clipboard-read", "clipboard-write"]})).newPage();
});
after(async () => {
  await browser?.close();
  await server?.stop();
  place.remove();
});

const cells = (column) => page.locator(`tbody td[data-label="${column}"]`).allTextContents();
const menu = (name) => page.getByRole("navigation").getByRole("link", {name}).click();

test("all flags of the Government for departments of one province, 2019 to 2024, in one action", async () => {
  await page.goto(server.address);
  await shown(page);
  await page.getByRole("searchbox").fill("cờ thi đua của chính phủ sở lai chau 2019-2024");
  await page.getByRole("searchbox").press("Enter");
  await shown(page);
  assert.deepEqual((await cells("Năm")).sort(), ["2019", "2021", "2024"]);
  for (const form of await cells("Hình thức")) assert.match(form, /Cờ thi đua/);
  assert.deepEqual((await cells("Được khen thưởng")).map((name) => name.trim()).sort(),
    ["Sở Giao thông vận tải", "Sở Nội vụ", "Sở Tài chính"].map((name) => `${name} tỉnh Lai Châu`));
});

test("the link shows the same to somebody else", async () => {
  const there = await browser.newPage();
  await there.goto(page.url());
  await shown(there);
  assert.deepEqual(await there.locator("tbody tr").allTextContents(), await page.locator("tbody tr").allTextContents());
  await there.close();
});

test("what is shown is taken along as a sheet and as CSV", async () => {
  const take = async (name) => {
    const coming = page.waitForEvent("download");
    await page.getByRole("link", {name, exact: true}).click();
    const file = await coming;
    const path = join(place.path, file.suggestedFilename());
    await file.saveAs(path);
    return path;
  };
  const csv = readFileSync(await take("CSV"), "utf8");
  assert.equal(csv.charCodeAt(0), 0xfeff, "Excel wants the mark");
  assert.equal(csv.trim().split("\n").length, 4);
  const rows = execFileSync("/usr/bin/python3", ["-c", "import openpyxl, sys\nfor row in openpyxl.load_workbook(sys.argv[1]).active.iter_rows(values_only=True): print(*row)",
    await take("Excel")], {encoding: "utf8"});
  assert.equal(rows.trim().split("\n").length, 4);
  for (const department of ["Sở Tài chính", "Sở Giao thông vận tải", "Sở Nội vụ"]) assert.ok(rows.includes(department), department);
});

test("search without marks, a facet, the article, its highlights, a quotation", async () => {
  await menu("Tra cứu");
  await page.getByRole("searchbox").fill("bac kan khoi thi dua van hoa");
  await page.getByRole("button", {name: "Bài viết"}).click();
  await shown(page);
  await page.getByRole("checkbox", {name: /Bắc Kạn/}).check();
  await shown(page);
  assert.match(page.url(), /province=bac-kan/);
  await page.getByRole("link", {name: /Khối thi đua Văn hóa - Xã hội tổng kết công tác năm 2020/}).first().click();
  await shown(page);
  const flag = page.locator(".fact.kind-awards", {hasText: "đề nghị Chính phủ tặng Cờ thi đua"});
  await flag.hover();
  const card = page.locator("aside .card");
  assert.match(await card.textContent(), /Cờ thi đua.*Sở Y tế/);
  assert.match(await card.textContent(), /Quy tắc.*\w/, "the rule is named");
  await page.getByRole("button", {name: "Trích dẫn"}).click();
  const sheet = page.getByRole("dialog");
  assert.match(await sheet.textContent(), /Sở Y tế được suy tôn là đơn vị dẫn đầu.*Đăng/s);
  await sheet.getByRole("button", {name: "Chép"}).click();
  await sheet.getByRole("button", {name: "Đã chép"}).waitFor();
  assert.match(await page.evaluate(() => navigator.clipboard.readText()), /Sở Y tế được suy tôn/);
  await sheet.getByRole("button", {name: "Đóng"}).click();
});

test("an agency is followed across a merger", async () => {
  await menu("Cơ quan");
  await page.getByRole("searchbox").fill("so y te");
  await page.getByLabel("Tỉnh, thành phố").selectOption({label: "Tuyên Quang"});
  await shown(page);
  await page.getByRole("link", {name: /Sở Y tế/}).first().click();
  await shown(page);
  const told = await page.locator("main").textContent();
  assert.match(told, /Các tên qua những lần sáp nhập/);
  const years = await page.locator(".timeline h3").allTextContents();
  for (const year of ["2023", "2025"]) assert.ok(years.some((one) => one.startsWith(year)), `${year} in ${years}`);
});

test("language, theme and phone", async () => {
  await page.getByRole("button", {name: "English"}).click();
  await page.getByRole("navigation", {name: "Pages"}).getByRole("link", {name: "Overview"}).click();
  await shown(page);
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await ground();
  await page.getByRole("button", {name: /Light/}).click();
  assert.notEqual(await ground(), light);
  await page.reload();
  await shown(page);
  assert.notEqual(await ground(), light, "the choice stays");
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
  await page.setViewportSize({width: 390, height: 844});
  await page.getByRole("navigation").getByRole("link", {name: "Search"}).click();
  await shown(page);
  assert.ok(await page.locator("thead").first().isHidden(), "rows become cards");
});
