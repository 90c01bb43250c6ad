// The first page: how much there is, of what, where, and how sure it is. Every figure is a link.
import type {RoleRow, Schema, Stats} from "../api";
import {useLoad} from "../load";
import {useNames} from "../names";
import {AwardTable} from "../parts/award";
import {Bars} from "../parts/bars";
import {YearChart} from "../parts/chart";
import {TileMap} from "../parts/map";
import {Await, Empty} from "../parts/status";
import {go, href, Link} from "../router";
import {understood} from "../understood";
import {type Key, useWords} from "../words";

type Measure = keyof Stats["totals"];
const cards: {measure: Measure; to: string; note?: Key}[] = [
  {measure: "awards", to: "/search", note: "counts.records-only"},
  {measure: "recipients", to: "/search", note: "counts.recipients"},
  {measure: "roles", to: "/blocs"},
  {measure: "agencies", to: "/agencies"},
  {measure: "officials", to: "/officials"},
  {measure: "blocs", to: "/blocs"},
  {measure: "articles", to: "/articles"},
  {measure: "telling", to: "/articles?tells=award&tells=role"},
];

function Change({change}: {change: Stats["change"][number]}) {
  const {say, number} = useWords();
  const difference = change.value - change.before;
  return (
    <p class="change">
      {say("change", {year: change.year, value: number(change.value), before: number(change.before),
        sign: difference < 0 ? "−" : "+", difference: number(Math.abs(difference))})}
      <small>{say("change.behind", {articles: number(change.articles), before: number(change.articles_before)})}</small>
      {!change.comparable && <small class="warn">{say("change.not-comparable")}</small>}
    </p>
  );
}

function Totals({stats}: {stats: Stats}) {
  const {say, number} = useWords();
  return (
    <ul class="cards">
      {cards.map(({measure, to, note}) => {
        const change = stats.change.find((one) => one.measure === measure);
        return (
          <li key={measure}>
            <Link to={to}><span class="big">{number(stats.totals[measure])}</span> <span>{say(measure)}</span></Link>
            {note && <p><small>{say(note)}</small></p>}
            {change && <Change change={change} />}
          </li>
        );
      })}
    </ul>
  );
}

function Counted({stats, kind}: {stats: Stats; kind: "form" | "level"}) {
  const {say} = useWords();
  const {of} = useNames();
  const names = kind === "form" ? "forms" : "levels";
  const bars = stats.awards.filter((row) => row.kind === kind && row.value)
    .sort((a, b) => b.records - a.records).slice(0, 12)
    .map((row) => ({name: of(names, row.value), value: row.records,
      to: `/search?${kind}=${encodeURIComponent(row.value ?? "")}&status=conferred`}));
  return <Bars bars={bars} label={say(kind === "form" ? "by-form" : "by-level")} />;
}

function Heads({year}: {year: number}) {
  const {say} = useWords();
  const {province} = useNames();
  const heads = useLoad<Schema["RolePage"]>("roles", {role: "head", year: String(year), limit: "12"});
  const row = (role: RoleRow) => (
    <tr key={role.id}>
      <td>{role.bloc_id ? <Link to="/bloc" params={{id: role.bloc_id}}>{role.bloc}</Link> : role.bloc}</td>
      <td>{role.holder ? <Link to="/agency" params={{id: role.holder.id}}>{role.holder.name}</Link> : role.persons.join(", ")}</td>
      <td>{province(role.province)}</td>
    </tr>
  );
  return (
    <section>
      <h2>{say("heads", {year})}</h2>
      <Await of={heads}>
        {({items}) => items.length === 0 ? <p>{say("heads.none", {year})}</p> : (
          <div class="scroll" tabIndex={0} role="region" aria-label={say("heads", {year})}>
            <table>
              <thead><tr><th scope="col">{say("bloc")}</th><th scope="col">{say("role.head")}</th><th scope="col">{say("province")}</th></tr></thead>
              <tbody>{items.map(row)}</tbody>
            </table>
          </div>
        )}
      </Await>
      <p><Link to="/blocs" params={{year: String(year)}}>{say("all")}</Link></p>
    </section>
  );
}

function Sites({stats}: {stats: Stats}) {
  const {say} = useWords();
  const bars = stats.coverage.filter((row) => row.kind === "site").sort((a, b) => b.articles - a.articles).slice(0, 12)
    .map((row) => ({name: row.value || say("unknown"), value: row.articles,
      note: `${say("failures")}: ${row.failures}`, to: `/articles?site=${encodeURIComponent(row.value ?? "")}`}));
  return <Bars bars={bars} label={say("by-site")} />;
}

function Picture({stats}: {stats: Stats}) {
  const {say, day} = useWords();
  const latest = Math.max(0, ...stats.coverage.filter((row) => row.kind === "year").map((row) => Number(row.value)));
  return (
    <>
      <Totals stats={stats} />
      <p class="legend">{say("published-only")} {say("freshness", {published: day(stats.published) || say("unknown"),
        written: day(stats.written) || say("unknown")})}</p>
      <section><h2>{say("by-year")}</h2><YearChart rows={stats.by_year} /></section>
      <div class="columns">
        <section><h2>{say("by-province")}</h2><TileMap stats={stats} /></section>
        <div>
          <section><h2>{say("by-form")}</h2><Counted stats={stats} kind="form" /></section>
          <section><h2>{say("by-level")}</h2><Counted stats={stats} kind="level" /></section>
          <section><h2>{say("by-site")}</h2><Sites stats={stats} /></section>
        </div>
      </div>
      {latest > 0 && <Heads year={latest} />}
      <section><h2>{say("freshest")}</h2><AwardTable awards={stats.freshest} label={say("freshest")} /></section>
      {stats.uncertain.length > 0 && <section><h2>{say("uncertain")}</h2><AwardTable awards={stats.uncertain} label={say("uncertain")} /></section>}
    </>
  );
}

function Ask() {
  const {say} = useWords();
  const {names} = useNames();
  const ask = (event: SubmitEvent) => {
    event.preventDefault();
    const words = new FormData(event.currentTarget as HTMLFormElement).get("q");
    go(href("/search", understood(String(words ?? ""), names)));
  };
  return (
    <form role="search" class="ask" onSubmit={ask}>
      <label class="wide"><span class="unseen">{say("search.words")}</span>
        <input type="search" name="q" placeholder={say("search.example")} /></label>
      <button type="submit">{say("search")}</button>
    </form>
  );
}

export function Overview() {
  const {say} = useWords();
  const stats = useLoad<Stats>("stats");
  return (
    <>
      <h1>{say("site.tagline")}</h1>
      <Ask />
      <Await of={stats}>
        {(value) => value.totals.articles === 0 ? <Empty>{say("empty-store")}</Empty> : <Picture stats={value} />}
      </Await>
    </>
  );
}
