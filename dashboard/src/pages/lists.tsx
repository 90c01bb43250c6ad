// Agencies, officials, blocs and articles as lists.
import type {ComponentChildren} from "preact";
import type {Params, Schema} from "../api";
import {useList} from "../load";
import {useNames} from "../names";
import {ProvinceChoice} from "../parts/filters";
import {More} from "../parts/more";
import {Empty, Failure, Waiting} from "../parts/status";
import {go, href, Link, type Place} from "../router";
import {type Key, useWords} from "../words";
import {Exports} from "./search";

interface Shape<Row> {
  title: Key;
  path: string;    // of the API
  page: string;    // of ours
  keep: string[];  // parameters that the address may carry
  columns: Key[];
  cells: (row: Row, say: ReturnType<typeof useWords>, names: ReturnType<typeof useNames>) => ComponentChildren[];
  fields?: (value: (name: string) => string, set: (name: string, value: string) => void) => ComponentChildren;
  exports?: boolean;
}

interface Paged<Row> {
  items: Row[];
  count: number;
  more: boolean;
  next: string | null;
}

function Rows<Row>({shape, rows}: {shape: Shape<Row>; rows: Row[]}) {
  const words = useWords();
  const names = useNames();
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={words.say(shape.title)}>
      <table class="stack">
        <thead><tr>{shape.columns.map((column) => <th scope="col" key={column}>{words.say(column)}</th>)}</tr></thead>
        <tbody>
          {rows.map((row, n) => (
            <tr key={n}>{shape.cells(row, words, names).map((cell, c) =>
              <td key={c} data-label={words.say(shape.columns[c] ?? shape.title)}>{cell}</td>)}</tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function List<Row>({place, shape}: {place: Place; shape: Shape<Row>}) {
  const {say, number} = useWords();
  const params: Params = {};
  for (const name of shape.keep) params[name] = place.params.getAll(name);
  const value = (name: string) => place.params.get(name) ?? "";
  const set = (name: string, to: string) => go(href(shape.page, {...params, [name]: to}), {replace: true});
  const list = useList<Row, Paged<Row>>(shape.path, params);
  return (
    <>
      <h1>{say(shape.title)}</h1>
      <form class="fields" role="search" onSubmit={(event) => event.preventDefault()}>
        {shape.keep.includes("q") && (
          <label>{say("search.words")}
            <input type="search" value={value("q")} onInput={(event) => set("q", event.currentTarget.value)} />
          </label>
        )}
        <ProvinceChoice value={value("province")} choose={(slug) => set("province", slug)} />
        {shape.fields?.(value, set)}
      </form>
      {list.error ? <Failure error={list.error} again={list.again} /> : !list.value ? <Waiting /> : (
        <div class={list.loading ? "stale" : undefined} aria-busy={list.loading}>
          <p role="status" class="count">{say(list.value.more ? "search.count-more" : "search.count", {count: number(list.value.count)})}</p>
          {shape.exports && <Exports path={shape.path} params={params} atom={false} />}
          {list.items.length === 0 ? <Empty /> : <Rows shape={shape} rows={list.items} />}
          <More next={list.next} more={list.more} error={list.moreError} />
        </div>
      )}
    </>
  );
}

const yearField = (label: Key, name: string) =>
  function Field(value: (name: string) => string, set: (name: string, value: string) => void) {
    const {say} = useWords();
    return (
      <label>{say(label)}
        <input type="number" min="1945" max="2100" value={value(name)} onChange={(event) => set(name, event.currentTarget.value)} />
      </label>
    );
  };

export const Agencies = ({place}: {place: Place}) => (
  <List<Schema["AgencyRow"]> place={place} shape={{
    title: "agencies", path: "agencies", page: "/agencies", keep: ["q", "province", "without_award_since"],
    columns: ["agency.name", "province", "awards", "agency.last-award", "roles", "articles"],
    fields: yearField("agency.no-award-since", "without_award_since"),
    cells: (row, {number, say, day}, {province}) => [
      <><Link to="/agency" params={{id: row.id}}>{row.name}</Link>
        {row.since && <small> {say("agency.since", {since: day(row.since)})}</small>}</>,
      province(row.place), number(row.awards), row.last_award ?? "–", number(row.roles), number(row.articles),
    ],
  }} />
);

export const Officials = ({place}: {place: Place}) => (
  <List<Schema["OfficialRow"]> place={place} shape={{
    title: "officials", path: "officials", page: "/officials", keep: ["q", "province", "agency"],
    columns: ["official.name", "official.positions", "province", "articles"],
    cells: (row, {number}, {province}) => [
      <Link to="/official" params={{id: row.id}}>{row.name}</Link>,
      row.positions.map((post) => [post.title, post.agency].filter(Boolean).join(", ")).join("; "),
      province(row.province), number(row.articles),
    ],
  }} />
);

export const Blocs = ({place}: {place: Place}) => (
  <List<Schema["BlocRow"]> place={place} shape={{
    title: "blocs", path: "blocs", page: "/blocs", keep: ["q", "province", "year"],
    columns: ["bloc", "province", "bloc.years", "role.head"],
    fields: yearField("year", "year"),
    cells: (row, _words, {province}) => [
      <Link to="/bloc" params={{id: row.id}}>{row.name}</Link>, province(row.province),
      [...new Set([row.first_year, row.last_year].filter(Boolean))].join("–"),
      row.heads.map((head) => head.holder?.name ?? head.persons.join(", ")).filter(Boolean).join("; "),
    ],
  }} />
);

export const Articles = ({place}: {place: Place}) => (
  <List<Schema["ArticleRow"]> place={place} shape={{
    title: "articles", path: "articles", page: "/articles", keep: ["province", "published", "site", "tells", "agency"],
    columns: ["articles", "article.published", "province", "site-name", "awards"], exports: true,
    fields: yearField("search.year-published", "published"),
    cells: (row, {day, number}, {province}) => [
      <Link to="/article" params={{id: row.id}}>{row.title ?? row.id}</Link>,
      day(row.published), province(row.province), row.site ?? "", number(row.awards),
    ],
  }} />
);
