// Search as you type. All of it stands in the address, so that a link shows the same.
import {useEffect, useRef, useState} from "preact/hooks";
import {address, type AwardRow, type Params, type Schema} from "../api";
import {useList, useLoad} from "../load";
import {useNames} from "../names";
import {AwardTable} from "../parts/award";
import {Chips, choices, type Conditions, FacetLists, ProvinceChoice, worded, YearRange} from "../parts/filters";
import {More} from "../parts/more";
import {Empty, Failure, Waiting} from "../parts/status";
import {go, href, Link, type Place} from "../router";
import {useWords} from "../words";

type Hit = Schema["SearchPage"]["items"][number];
const kTyping = 150;  // ms without a key before the server is asked

const conditionNames = [...choices, ...worded, "agency", "site", "announced", "year"];

export function conditionsOf(params: URLSearchParams): Conditions {
  const out: Conditions = {};
  for (const name of conditionNames) {
    const values = params.getAll(name).filter(Boolean);
    if (values.length > 0) out[name] = values;
  }
  return out;
}

function Hits({hits}: {hits: Hit[]}) {
  const {day} = useWords();
  const {province} = useNames();
  return (
    <ol class="hits">
      {hits.map((hit) => (
        <li key={hit.id}>
          <h2><Link to="/article" params={{id: hit.id}}>{hit.title ?? hit.id}</Link></h2>
          <p>{hit.snippet.map((piece, n) => (piece.found ? <mark key={n}>{piece.text}</mark> : piece.text))}</p>
          <p class="meta">{[day(hit.published), province(hit.province), hit.site].filter(Boolean).join(" · ")}</p>
        </li>
      ))}
    </ol>
  );
}

function Nearby({suggestions, words, search}:
  {suggestions: Schema["SearchPage"]["suggestions"]; words: string; search: (words: string) => void}) {
  const {say} = useWords();
  const near = suggestions.flatMap(({word, near}) => near.map((other) => [word, other] as const));
  if (near.length === 0) return null;
  return (
    <p class="near">{say("near")}{" "}
      {near.map(([word, other]) => (
        <button type="button" class="plain" onClick={() => search(words.replace(word, other))}>{other}</button>
      ))}
    </p>
  );
}

/** Exactly what is shown, to take along. */
export function Exports({path, params, atom}: {path: string; params: Params; atom: boolean}) {
  const {say, language} = useWords();
  const [copied, setCopied] = useState(false);
  const to = (format: string) => address(path, {...params, format, labels: language, ...(format === "csv" ? {bom: "true"} : {})});
  const copy = () => void navigator.clipboard.writeText(location.href).then(() => setCopied(true));
  return (
    <p class="exports">
      <span>{say("export")}:</span>
      <a href={to("xlsx")} download>{say("export.xlsx")}</a>
      <a href={to("csv")} download>{say("export.csv")}</a>
      <a href={to("jsonl")} download>{say("export.jsonl")}</a>
      {atom && <a href={to("atom")}>{say("export.atom")}</a>}
      <button type="button" class="plain" onClick={copy}>{say(copied ? "copied" : "copy-link")}</button>
    </p>
  );
}

function useTyping(words: string, search: (words: string) => void) {
  const [typed, setTyped] = useState(words);
  const waiting = useRef<number>();
  const latest = useRef(search);  // what else was chosen while the words waited stays chosen
  latest.current = search;
  useEffect(() => setTyped(words), [words]);
  const type = (text: string) => {
    setTyped(text);
    clearTimeout(waiting.current);
    waiting.current = setTimeout(() => latest.current(text), kTyping);
  };
  return [typed, type] as const;
}

/** The part of a search that depends on what is looked for: awards or articles. */
function Results({view, params, words, search}:
  {view: "awards" | "articles"; params: Params; words: string; search: (words: string) => void}) {
  const {say, number} = useWords();
  const path = view === "awards" ? "awards" : "search";
  const list = useList<AwardRow | Hit, Schema["AwardPage"] | Schema["SearchPage"]>(path, params);
  if (list.error) return <Failure error={list.error} again={list.again} />;
  if (!list.value) return <Waiting />;
  const {count, more} = list.value;
  const suggestions = "suggestions" in list.value ? list.value.suggestions : [];
  return (
    <div class={list.loading ? "stale" : undefined} aria-busy={list.loading}>
      <p role="status" class="count">{say(more ? "search.count-more" : "search.count", {count: number(count)})}</p>
      <Nearby suggestions={suggestions} words={words} search={search} />
      {count > 0 && <Exports path={path} params={params} atom />}
      {list.items.length === 0 ? <Empty />
        : view === "awards" ? <AwardTable awards={list.items as AwardRow[]} /> : <Hits hits={list.items as Hit[]} />}
      <More next={list.next} more={list.more} error={list.moreError} />
    </div>
  );
}

export function Search({place}: {place: Place}) {
  const {say} = useWords();
  const view = place.params.get("view") === "articles" ? "articles" : "awards";
  const sort = place.params.get("sort") ?? "";
  const words = place.params.get("q") ?? "";
  const conditions = conditionsOf(place.params);
  const to = (change: Params, replace = false) => {
    const next: Params = {view: view === "awards" ? undefined : view, q: words, sort, ...conditions, ...change};
    go(href("/search", next), {replace});
  };
  const search = (text: string) => to({q: text}, true);
  const [typed, type] = useTyping(words, search);
  const toggle = (name: string, value: string) => {
    const now = conditions[name] ?? [];
    to({[name]: now.includes(value) ? now.filter((one) => one !== value) : [...now, value]});
  };
  const asked: Params = {q: words, ...conditions};
  const facets = useLoad<Schema["Facets"]>(view === "awards" ? "awards/facets" : "facets", asked);
  return (
    <>
      <h1>{say("search")}</h1>
      <form role="search" onSubmit={(event) => { event.preventDefault(); search(typed); }}>
        <label class="wide"><span class="unseen">{say("search.words")}</span>
          <input type="search" value={typed} placeholder={say("search.words")} aria-describedby="search-hint"
            onInput={(event) => type(event.currentTarget.value)} autofocus />
        </label>
        <small id="search-hint">{say("search.hint")}</small>
      </form>
      <div class="switch" role="group" aria-label={say("search")}>
        <button type="button" aria-pressed={view === "awards"} onClick={() => to({view: undefined})}>{say("search.awards")}</button>
        <button type="button" aria-pressed={view === "articles"} onClick={() => to({view: "articles", sort: undefined})}>{say("search.articles")}</button>
      </div>
      <Chips conditions={conditions} clear={() => go(href("/search", {view, q: words}))}
        without={(name, value) => toggle(name, value)} />
      <div class="search">
        <aside aria-label={say("search.filters")}><details open={!matchMedia("(max-width: 56rem)").matches}>
          <summary>{say("search.filters")}</summary>
          <ProvinceChoice value="" choose={(slug) => slug && toggle("province", slug)} />
          <YearRange value={conditions["year"]?.[0] ?? ""} means="search.year-means" choose={(year) => to({year})} />
          {view === "awards" && (
            <label>{say("search.sort")}
              <select value={sort} onChange={(event) => to({sort: event.currentTarget.value})}>
                <option value="">{say("search.newest")}</option>
                <option value="year">{say("search.oldest")}</option>
              </select>
            </label>
          )}
          {facets.value && <FacetLists facets={facets.value.facets} conditions={conditions} toggle={toggle} />}
        </details></aside>
        <Results key={view} view={view} words={words} search={search}
          params={view === "awards" ? {...asked, sort} : asked} />
      </div>
    </>
  );
}
