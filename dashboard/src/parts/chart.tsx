// Columns by year, one colour for each level. The library that draws them is asked for only here.
// It draws on a canvas, so a table with the same figures and links stands beside it.
import {useEffect, useRef, useState} from "preact/hooks";
import type {Stats} from "../api";
import {useNames} from "../names";
import {go, href, Link} from "../router";
import {isDark, watchTheme} from "../theme";
import {useWords} from "../words";

type Rows = Stats["by_year"];
const listOf = (year: number, level?: string | null) =>
  ({year: `${year}..${year}`, ...(level ? {level} : {}), status: "conferred"});

function Figures({rows, years, levels}: {rows: Rows; years: number[]; levels: (string | null)[]}) {
  const {say, number} = useWords();
  const {of} = useNames();
  return (
    <details>
      <summary>{say("as-table")}</summary>
      <div class="scroll" tabIndex={0} role="region" aria-label={say("by-year")}>
        <table>
          <thead><tr><th scope="col">{say("year")}</th>
            {levels.map((level) => <th scope="col" class="figure">{of("levels", level) || say("unknown")}</th>)}</tr></thead>
          <tbody>
            {years.map((year) => (
              <tr key={year}><th scope="row"><Link to="/search" params={listOf(year)}>{year}</Link></th>
                {levels.map((level) => {
                  const row = rows.find((one) => one.year === year && one.level === level);
                  return <td class="figure">{row && <Link to="/search" params={listOf(year, level)}>{number(row.records)}</Link>}</td>;
                })}</tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

export function YearChart({rows}: {rows: Rows}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const {say, language} = useWords();
  const {names, of} = useNames();
  const [dark, setDark] = useState(isDark);
  useEffect(() => watchTheme(() => setDark(isDark())), []);
  const years = [...new Set(rows.map((row) => row.year))].sort((a, b) => a - b);
  const levels = [...new Set(rows.map((row) => row.level))].sort();
  useEffect(() => {
    let gone = false;
    let drop = () => {};
    void import("./chart_draw").then(({draw}) => {
      if (gone || !canvas.current) return;
      drop = draw(canvas.current, {
        years,
        series: levels.map((level) => ({
          name: of("levels", level) || say("unknown"),
          values: years.map((year) => rows.find((one) => one.year === year && one.level === level)?.records ?? 0),
        })),
        chosen: (year, series) => go(href("/search", listOf(years[year] ?? 0, levels[series]))),
      });
    });
    return () => {
      gone = true;
      drop();
    };
  }, [rows, language, names, dark]);
  return (
    <figure>
      <div class="chart"><canvas ref={canvas} role="img" aria-label={say("by-year")} /></div>
      <Figures rows={rows} years={years} levels={levels} />
    </figure>
  );
}
