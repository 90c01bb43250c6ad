// What a reviewer does in a morning, on the real server: judge by keys, take back, tell what was missed.
import assert from "node:assert/strict";
import {after, before, test} from "node:test";
import {doubts} from "./articles.mjs";
import {browse, makeStore, reviewed, reviewer, scratch, serve, shown} from "./serving.mjs";

const place = scratch();
let server, browser, page;

before(async () => {
  server = await serve(makeStore(place.path, doubts), reviewed(place.path));
  browser = await browse();
  page = await browser.newPage();
});
after(async () => {
  await browser?.close();
  await server?.stop();
  place.remove();
});

const ask = async (path, headers = {}) => (await fetch(`${server.address}/api/v1/${path}`, {headers})).json();
const own = {Authorization: `Bearer ${reviewer.token}`};
const waiting = async (why) => (await ask(`review/queue?why=${why}`, own)).items.length;
const only = async (why) => {
  await page.getByLabel("Chỉ xem").selectOption(why);
  await shown(page);
};
/** Until the server has taken what was said last. */
const said = (words) => page.locator(".last-said p", {hasText: words}).waitFor();

test("only who has a token reviews, and is called by name", async () => {
  await page.goto(`${server.address}/review`);
  await page.getByLabel("Mã của người duyệt").fill("wrong-token-wrong-token");
  await page.getByRole("button", {name: "Dùng mã này"}).click();
  await page.getByRole("alert").filter({hasText: "Mã không đúng"}).waitFor();
  assert.equal(await page.locator(".to-judge").count(), 0);
  await page.getByLabel("Mã của người duyệt").fill(reviewer.token);
  await page.getByRole("button", {name: "Dùng mã này"}).click();
  await page.getByText(`Đang duyệt với tên ${reviewer.name}`).waitFor();
  await page.locator(".to-judge").waitFor();
});

test("a doubtful fact is rejected by a key, and that is undone by another", async () => {
  await only("doubtful");
  const before = await waiting("doubtful");
  assert.ok(before > 0);
  assert.match(await page.locator(".to-judge blockquote").textContent(), /Sở Công Thương được tặng Bằng khen/);
  await page.keyboard.press("r");
  await said("Đã ghi là sai");
  assert.equal(await waiting("doubtful"), before - 1);
  await page.keyboard.press("u");
  await page.locator(".to-judge blockquote", {hasText: "Sở Công Thương được tặng Bằng khen"}).waitFor();
  assert.equal(await waiting("doubtful"), before);
  const {items: [last]} = await ask("review/corrections", own);
  assert.deepEqual([last.action, last.by, last.undone_by], ["reject", reviewer.name, reviewer.name]);
});

test("a conflict shows what each article says, and a correction settles it", async () => {
  await only("conflict");
  const quotes = await page.locator(".to-judge blockquote").allTextContents();
  for (const day of ["28/4/2024", "29/4/2024"]) assert.ok(quotes.some((quote) => quote.includes(day)), `${day} in ${quotes}`);
  // The keys choose the article that is wrong.
  if (!quotes[0].includes("29/4/2024")) await page.keyboard.press("j");
  await page.keyboard.press("e");
  await page.getByLabel("Ngày quyết định").fill("2024-04-28");
  await page.getByLabel("Lý do").fill("gõ nhầm ngày");
  await page.getByRole("button", {name: "Lưu"}).click();
  await said("Đã sửa");
  await page.getByText("Không còn gì chờ duyệt").waitFor();
  const {items: [award]} = await ask("awards?province=dien-bien&recipient=cong+thuong");
  assert.equal(award.decision.date, "2024-04-28");
  await page.getByRole("button", {name: /Hoàn tác/}).click();
  await page.locator(".to-judge blockquote").first().waitFor();
  assert.equal(await waiting("conflict"), 1);
  await page.keyboard.press("a");  // each is as its article says
  await said("Đã ghi là đúng");
  assert.equal(await waiting("conflict"), 0);
});

test("what is left for later comes again at the end", async () => {
  await only("");
  const first = await page.locator(".review h2").first().textContent();
  await page.keyboard.press("s");
  await page.locator(".review h2", {hasText: first}).waitFor({state: "detached"});
  assert.ok((await page.locator(".rest li").last().textContent()).startsWith(first));
});

test("words marked in an article become a fact, and its record shows it", async () => {
  await only("finding");
  const ours = page.locator(".to-judge li", {hasText: "tỉnh Điện Biên"});
  for (let passed = await waiting("finding"); passed > 0 && !(await ours.count()); --passed) await page.keyboard.press("s");
  await ours.getByRole("link").first().click();
  await shown(page);
  // Marked with the mouse, as a reader does it.
  const box = await page.evaluate(() => {
    const walker = document.createTreeWalker(document.querySelector(".fact-text"), NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.data.indexOf("cũng được biểu dương");
      if (at < 0) continue;
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + "cũng được biểu dương".length);
      node.parentElement.scrollIntoView();
      const {left, right, top, height} = range.getBoundingClientRect();
      return {left, right, middle: top + height / 2};
    }
    return undefined;
  });
  await page.mouse.move(box.left + 1, box.middle);
  await page.mouse.down();
  await page.mouse.move(box.right - 1, box.middle, {steps: 8});
  await page.mouse.up();
  await page.getByRole("button", {name: "Thêm điều bị sót"}).click();
  assert.match(await page.getByLabel("Chữ trong bài").inputValue(), /cũng được biểu dương/);
  await page.getByLabel("Hình thức").selectOption({label: "Giấy khen"});
  await page.getByLabel("Đối tượng").selectOption("agency");
  await page.getByLabel("Được khen thưởng").fill("Chi bộ thôn Nậm Pồ");
  await page.getByLabel("Năm", {exact: true}).fill("2024");
  await page.getByLabel("Trạng thái").selectOption("conferred");
  await page.getByRole("button", {name: "Lưu"}).click();
  await page.getByText("Đã thêm vào bài và vào lịch sử").waitFor();
  await page.locator(".fact.kind-awards", {hasText: "cũng được biểu dương"}).waitFor();
  await page.locator(".missed").getByRole("link", {name: "Đến bản ghi"}).click();
  await shown(page);
  assert.match(await page.locator("h1").textContent(), /Giấy khen/);
  assert.match(await page.locator(".evidence").textContent(), /cũng được biểu dương/);
});

test("the log tells who said what, and takes it back", async () => {
  await page.goto(`${server.address}/review`);
  await page.getByRole("button", {name: "Đã duyệt"}).click();
  await shown(page);
  const first = page.locator("tbody tr").first();
  assert.match(await first.textContent(), new RegExp(`${reviewer.name}.*thêm`, "s"));
  await first.getByRole("button", {name: "Hoàn tác"}).click();
  await page.locator("tbody tr").first().getByText(`${reviewer.name} đã hoàn tác`).waitFor();
  assert.equal((await ask("awards?form=giay_khen&recipient=nam+po")).count, 0);
});
