// Pictures of every page, light and dark, on a desktop and a phone: node screenshots.mjs FOLDER
import {mkdirSync} from "node:fs";
import {join} from "node:path";
import {pagesOf} from "./pages.mjs";
import {doubts} from "./articles.mjs";
import {asReviewer, browse, makeStore, reviewed, scratch, serve, shown} from "./serving.mjs";

const folder = process.argv[2];
const sizes = {desktop: {width: 1280, height: 900}, phone: {width: 390, height: 844}};
const place = scratch();
const server = await serve(process.env.STORE ?? makeStore(place.path, doubts), reviewed(place.path));
const browser = await browse();
mkdirSync(folder, {recursive: true});
try {
  const pages = await pagesOf(server.address);
  const reviewing = {review: pages.review, article: pages.article};
  for (const [size, viewport] of Object.entries(sizes)) {
    for (const colorScheme of ["light", "dark"]) {
      const take = async (addresses, more, prepare = async () => {}) => {
        const page = await browser.newPage({viewport, colorScheme});
        await prepare(page);
        for (const [name, path] of Object.entries(addresses)) {
          await page.goto(server.address + path);
          await shown(page);
          await page.screenshot({path: join(folder, `${name}${more}-${size}-${colorScheme}.png`), fullPage: true});
        }
        await page.close();
      };
      await take(pages, "");
      await take(reviewing, "-reviewer", asReviewer);
    }
  }
} finally {
  await browser.close();
  await server.stop();
  place.remove();
}
