// Provinces as tiles where they lie, shaded by how many award records stand behind them.
import {useState} from "preact/hooks";
import type {Names, Stats} from "../api";
import {after, before, type Tiles} from "../data/tiles";
import {useNames} from "../names";
import {Link} from "../router";
import {useWords} from "../words";

interface Count {
  records: number;
  articles: number;
}

const kShades = 5;

/** Counts by province: those of today take in what became part of them. */
export function counts(stats: Stats, names: Names | undefined, today: boolean): Map<string, Count> {
  const out = new Map<string, Count>();
  const add = (province: string | null, {records = 0, articles = 0}: Partial<Count>) => {
    if (!province) return;
    const bare = province.split("@")[0] ?? "";
    const slug = today ? names?.provinces.find((one) => one.slug === bare)?.today.split("@")[0] ?? bare : bare;
    const sum = out.get(slug) ?? {records: 0, articles: 0};
    out.set(slug, {records: sum.records + records, articles: sum.articles + articles});
  };
  for (const {province, records} of stats.by_province) add(province, {records});
  for (const {kind, value, articles} of stats.coverage) if (kind === "province") add(value, {articles});
  return out;
}

export function TileMap({stats}: {stats: Stats}) {
  const {say, number} = useWords();
  const {names, province} = useNames();
  const [today, setToday] = useState(true);
  const tiles: Tiles = today ? after : before;
  const by = counts(stats, names, today);
  const most = Math.max(1, ...[...by.values()].map((count) => count.records));
  const told = (count: Count | undefined): string =>
    !count || count.articles === 0 ? say("by-province.not-covered")
    : count.records === 0 ? say("by-province.none", {articles: number(count.articles)})
    : say("by-province.some", {records: number(count.records), articles: number(count.articles)});
  const shade = (count: Count | undefined): string =>
    !count || count.articles === 0 ? "uncovered"
    : `shade-${count.records === 0 ? 0 : Math.max(1, Math.ceil((kShades * Math.log1p(count.records)) / Math.log1p(most)))}`;
  return (
    <div>
      <div class="switch" role="group" aria-label={say("by-province")}>
        <button type="button" aria-pressed={today} onClick={() => setToday(true)}>{say("by-province.34")}</button>
        <button type="button" aria-pressed={!today} onClick={() => setToday(false)}>{say("by-province.63")}</button>
      </div>
      <ul class={today ? "tiles" : "tiles many"} aria-label={say("by-province")}>
        {Object.entries(tiles).map(([slug, [column, row]]) => (
          <li key={slug} style={{gridColumn: column + 1, gridRow: row + 1}}>
            <Link to="/search" params={{province: slug}} class={shade(by.get(slug))}
              title={`${province(slug)}: ${told(by.get(slug))}`}>
              <span class="name">{province(slug)}</span>
              <span class="value">{by.get(slug)?.articles ? number(by.get(slug)?.records ?? 0) : "–"}</span>
            </Link>
          </li>
        ))}
      </ul>
      <p class="legend">{say("by-province.legend")}</p>
    </div>
  );
}
