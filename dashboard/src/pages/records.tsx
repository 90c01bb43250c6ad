// One award, agency, official or bloc, with what says so.
import type {Award, RoleRow, Schema} from "../api";
import {useLoad} from "../load";
import {fieldName, useNames} from "../names";
import {AwardName, AwardTable, Recipient, Status, Warnings} from "../parts/award";
import {Evidence} from "../parts/evidence";
import {Await} from "../parts/status";
import {Link, type Place} from "../router";
import {type Key, useWords} from "../words";

const idOf = (place: Place): string => encodeURIComponent(place.params.get("id") ?? "");

function Rows({rows}: {rows: [Key, preact.ComponentChildren][]}) {
  const {say} = useWords();
  return (
    <dl class="rows">
      {rows.filter(([, value]) => value !== null && value !== "" && value !== undefined).map(([key, value]) => (
        <div key={key}><dt>{say(key)}</dt><dd>{value}</dd></div>
      ))}
    </dl>
  );
}

function Conflicts({award}: {award: Award}) {
  const {say} = useWords();
  if (award.conflicts.length === 0) return null;
  return (
    <section class="note"><h2>{say("conflict")}</h2>
      <ul>{award.conflicts.map(({field, values}) => (
        <li key={field}>{fieldName(say, field)}: {values.map(({value, voices}) => `${value} (${say("sources", {n: voices})})`).join("; ")}</li>
      ))}</ul>
    </section>
  );
}

export function AwardPage({place}: {place: Place}) {
  const {say, day} = useWords();
  const {of, province} = useNames();
  const award = useLoad<Award>(`awards/${idOf(place)}`);
  return (
    <Await whole of={award}>
      {(one) => (
        <>
          <h1>{of("forms", one.form)}{one.grade ? ` ${one.grade}` : ""}</h1>
          <p><Status award={one} /> {one.posthumous && <span class="tag">{say("posthumous")}</span>} <Warnings award={one} /></p>
          <Rows rows={[
            ["recipient", <Recipient award={one} />], ["holder", one.body && <Link to="/agency" params={{id: one.body.id}}>{one.body.name}</Link>],
            ["granter", one.granted_by], ["level", of("levels", one.level)], ["year", one.period ?? one.year],
            ["province", province(one.province)], ["announced", day(one.announced)],
            ["decision", one.decision && [one.decision.number, day(one.decision.date), one.decision.issuer].filter(Boolean).join(", ")],
            ["reason", one.reason],
            ["path", one.path.length > 1 ? one.path.map((step) => `${of("statuses", step.status)} ${day(step.date)}`.trim()).join(" → ") : null],
          ]} />
          <Conflicts award={one} />
          <section><h2>{say("evidence")}</h2><Evidence quotes={one.evidence} /></section>
        </>
      )}
    </Await>
  );
}

/** Years across, so that gaps are seen. */
function RoleGrid({roles}: {roles: RoleRow[]}) {
  const {say} = useWords();
  const years = roles.map((role) => role.shown_year).filter((year): year is number => year !== null);
  if (years.length === 0) return null;
  const [first, last] = [Math.min(...years), Math.max(...years)];
  const all = Array.from({length: last - first + 1}, (_, n) => first + n);
  const blocs = [...new Set(roles.map((role) => role.bloc ?? ""))];
  return (
    <section><h2>{say("agency.grid")}</h2>
      <div class="scroll" tabIndex={0} role="region" aria-label={say("agency.grid")}>
        <table class="grid">
          <thead><tr><th scope="col">{say("bloc")}</th>{all.map((year) => <th scope="col" key={year}>{year}</th>)}</tr></thead>
          <tbody>
            {blocs.map((bloc) => (
              <tr key={bloc}><th scope="row">{bloc || say("unknown")}</th>
                {all.map((year) => {
                  const role = roles.find((one) => (one.bloc ?? "") === bloc && one.shown_year === year);
                  return <td key={year} class={role ? `role-${role.role}` : undefined}>{role && say(`role.${role.role}`)}</td>;
                })}</tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Year({year}: {year: Schema["TimelineYear"]}) {
  const {say, number, day} = useWords();
  const {coverage} = year;
  return (
    <li>
      <h3>{year.year ?? say("unknown")} <small class={`coverage ${coverage.state}`}>
        {(coverage.state !== "found" || coverage.naming > 0) && say(`coverage.${coverage.state}`, {articles: number(coverage.articles), naming: number(coverage.naming)})}</small></h3>
      <ul>
        {year.awards.map((award) => <li key={award.id}><AwardName award={award} /> <Status award={award} /> <Warnings award={award} /> <Recipient award={award} />
          {award.granted_by && <small> {award.granted_by}</small>}</li>)}
        {year.bloc_roles.map((role) => <li key={role.id}>{say(`role.${role.role}`)}, {role.bloc_id
          ? <Link to="/bloc" params={{id: role.bloc_id}}>{role.bloc}</Link> : role.bloc}
          {role.against.length > 0 && <span class="tag warn">{say("bloc.against")}</span>}</li>)}
        {year.meetings.map((meeting) => <li key={meeting.id}><Link to="/article" params={{id: meeting.article}}>{say("kind.meetings")} {day(meeting.date)}</Link> {meeting.bloc}</li>)}
      </ul>
    </li>
  );
}

export function AgencyPage({place}: {place: Place}) {
  const {say, day, number} = useWords();
  const {province} = useNames();
  const agency = useLoad<Schema["Agency"]>(`agencies/${idOf(place)}`);
  return (
    <Await whole of={agency}>
      {(one) => (
        <>
          <h1>{one.name}</h1>
          <p class="meta">{province(one.place)}</p>
          {one.mergers.length > 0 && (
            <section class="note"><h2>{say("agency.line")}</h2>
              <ol>{one.mergers.map((merger) => <li key={merger.date + merger.to}>{say("agency.merger",
                {date: day(merger.date), from: merger.from.join(" + "), to: merger.to})} <small>{merger.source}</small></li>)}</ol>
              <ul class="inline">{one.bodies.map((body) => <li key={body.id}><Link to="/agency" params={{id: body.id}}>{body.name}</Link></li>)}</ul>
            </section>
          )}
          <p class="exports"><Link to="/search" params={{agency: one.id}}>{say("all")}: {say("awards")}</Link>
            <Link to="/officials" params={{agency: one.id}}>{say("agency.people")}</Link>
            <Link to="/articles" params={{agency: one.id}}>{say("articles")}</Link></p>
          <RoleGrid roles={one.years.flatMap((year) => year.bloc_roles)} />
          <section><h2>{say("agency.timeline")}</h2>
            <ol class="timeline">{one.years.map((year) => <Year key={year.year} year={year} />)}</ol></section>
          <section><h2>{say("agency.spellings")}</h2>
            <ul class="inline">{one.spellings.map(({text, articles}) => <li key={text}>{text} <small>{number(articles)}</small></li>)}</ul></section>
        </>
      )}
    </Await>
  );
}

export function OfficialPage({place}: {place: Place}) {
  const {say, day} = useWords();
  const {province} = useNames();
  const official = useLoad<Schema["Official"]>(`officials/${idOf(place)}`);
  return (
    <Await whole of={official}>
      {(one) => (
        <>
          <h1>{one.name}</h1>
          <p class="meta">{province(one.province)} {one.open && <span class="tag warn">{say("open")}</span>}</p>
          <section><h2>{say("official.positions")}</h2>
            <ul>{one.positions.map((post, n) => (
              <li key={n}>{post.former && `${say("official.former")} `}{post.title}{post.agency && <>, {post.agency_id
                ? <Link to="/agency" params={{id: post.agency_id}}>{post.agency}</Link> : post.agency}</>}
                <small> {[...new Set([day(post.first_day), day(post.last_day)])].filter(Boolean).join(" – ")}</small></li>
            ))}</ul></section>
          {one.awards.length > 0 && <section><h2>{say("official.awards")}</h2><AwardTable awards={one.awards} /></section>}
          <RoleGrid roles={one.roles} />
          <section><h2>{say("evidence")}</h2><Evidence quotes={one.evidence} /></section>
        </>
      )}
    </Await>
  );
}

export function BlocPage({place}: {place: Place}) {
  const {say, day} = useWords();
  const {province} = useNames();
  const bloc = useLoad<Schema["Bloc"]>(`blocs/${idOf(place)}`);
  const holders = (roles: RoleRow[]) => roles.map((role) => (
    <div key={role.id}>{role.holder ? <Link to="/agency" params={{id: role.holder.id}}>{role.holder.name}</Link> : null} {role.persons.join(", ")}
      {role.against.length > 0 && <span class="tag warn">{say("bloc.against")}</span>}</div>
  ));
  return (
    <Await whole of={bloc}>
      {(one) => (
        <>
          <h1>{one.name}</h1>
          <p class="meta">{province(one.province)}</p>
          {one.aliases.length > 0 && <p>{say("bloc.aliases")}: {one.aliases.join("; ")}</p>}
          <div class="scroll" tabIndex={0} role="region" aria-label={one.name}>
            <table class="stack">
              <thead><tr><th scope="col">{say("year")}</th><th scope="col">{say("role.head")}</th><th scope="col">{say("role.deputy")}</th></tr></thead>
              <tbody>{one.years.map(({year, head, deputies}) => (
                <tr key={year}><td data-label={say("year")}>{year ?? say("unknown")}</td>
                  <td data-label={say("role.head")}>{holders(head)}</td><td data-label={say("role.deputy")}>{holders(deputies)}</td></tr>
              ))}</tbody>
            </table>
          </div>
          {one.members.length > 0 && <section><h2>{say("bloc.members")}</h2>
            <ul>{one.members.map(({article, published, names}) => (
              <li key={article}><Link to="/article" params={{id: article}}>{day(published) || say("unknown")}</Link>: {names.join("; ")}</li>
            ))}</ul></section>}
        </>
      )}
    </Await>
  );
}
