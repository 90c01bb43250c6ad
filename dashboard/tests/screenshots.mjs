// Pictures of every page, light and dark, on a desktop and a phone: node screenshots.mjs FOLDER
import {mkdirSync} from "node:fs";
import {join} from "node:path";
import {pagesOf} from "./pages.mjs";
import {browse, makeStore, scratch, serve, shown} from "./serving.mjs";

const folder = process.argv[2];
const sizes = {desktop: {width: 1280, height: 900}, phone: {width: 390, height: 844}};
const place = scratch();
const server = await serve(process.env.STORE ?? makeStore(place.path));
const browser = await browse();
mkdirSync(folder, {recursive: true});
try {
  const pages = await pagesOf(server.address);
  for (const [size, viewport] of Object.entries(sizes)) {
    for (const colorScheme of ["light", "dark"]) {
      const page = await browser.newPage({viewport, colorScheme});
      for (const [name, path] of Object.entries(pages)) {
        await page.goto(server.address + path);
        await shown(page);
        await page.screenshot({path: join(folder, `${name}-${size}-${colorScheme}.png`), fullPage: true});
      }
      await page.close();
    }
  }
} finally {
  await browser.close();
  await server.stop();
  place.remove();
}
