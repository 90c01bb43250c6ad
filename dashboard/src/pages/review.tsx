// What waits for a person's judgement: one thing after the other, by keys or by hand.
import {useEffect, useRef, useState} from "preact/hooks";
import type {Schema, Session} from "../api";
import {useList, useLoad} from "../load";
import {fieldName, useNames} from "../names";
import {AwardName, Recipient} from "../parts/award";
import {FactForm, isCorrectable} from "../parts/fact_form";
import {FactCard, headline} from "../parts/fact_card";
import {pluralOf} from "../parts/fact_text";
import {LastSaid} from "../parts/judge";
import {More} from "../parts/more";
import {Await, Empty, Failure, Waiting} from "../parts/status";
import {TokenEntry} from "../parts/token";
import {Link} from "../router";
import {useSaying} from "../saying";
import {type Key, useWords} from "../words";

type Doubt = Schema["Doubt"];
type Quote = Schema["JudgedQuote"];
const whys = ["doubtful", "finding", "conflict", "against", "open"] as const;
const keyOf = (doubt: Doubt): string => `${doubt.why}/${doubt.id}`;
const placedOf = ({kind, fact}: Quote) => ({kind: pluralOf(kind), fact});

/** What it is about, in one line. */
function Subject({doubt}: {doubt: Doubt}) {
  const words = useWords();
  const names = useNames();
  const {award, role, evidence: [first]} = doubt;
  if (award) return <>{names.of("forms", award.form)} – {award.recipient.name ?? words.say("kind.group")}</>;
  if (role) return <>{words.say(`role.${role.role}`)}, {role.bloc ?? words.say("unknown")} {role.shown_year ?? ""}</>;
  return <>{first ? headline(placedOf(first), words, names) : doubt.id}</>;
}

function Told({doubt}: {doubt: Doubt}) {
  const {say} = useWords();
  const {award, role} = doubt;
  return (
    <>
      {award && <p><AwardName award={award} /> – <Recipient award={award} /></p>}
      {role?.bloc_id && <p><Link to="/bloc" params={{id: role.bloc_id}}>{role.bloc}</Link></p>}
      {award && award.conflicts.length > 0 && (
        <ul>{award.conflicts.map(({field, values}) => (
          <li key={field}>{fieldName(say, field)}: {values.map(({value, voices}) => `${value} (${say("sources", {n: voices})})`).join("; ")}</li>
        ))}</ul>
      )}
    </>
  );
}

function Evidence({quotes, chosen, choose}: {quotes: Quote[]; chosen: number; choose: (n: number) => void}) {
  const {say, day} = useWords();
  return (
    <ol class="to-judge">
      {quotes.map((quote, n) => (
        <li key={quote.id} class={n === chosen && quotes.length > 1 ? "chosen" : undefined}>
          {quotes.length > 1 && (
            <label class="check"><input type="radio" name="evidence" checked={n === chosen} onChange={() => choose(n)} /> {say("review.choose", {n: n + 1})}</label>
          )}
          <blockquote>{quote.text}</blockquote>
          <p class="meta"><Link to="/article" params={{id: quote.article, fact: quote.id}}>{quote.title ?? quote.article}</Link>
            {quote.published && <>, {day(quote.published)}</>}</p>
          <FactCard placed={placedOf(quote)} quoted={false} />
        </li>
      ))}
    </ol>
  );
}

interface Acts {
  accept: () => void;
  reject: () => void;
  edit: () => void;
  skip: () => void;
  undo: () => void;
  step: (by: number) => void;
}

/** Keys work while the queue has the focus, so that they hinder nobody elsewhere. */
function onKey(event: KeyboardEvent, acts: Acts) {
  const on = event.target as HTMLElement;
  if (event.ctrlKey || event.metaKey || event.altKey || on.matches("textarea, select, input:not([type=radio])")) return;
  const act: Record<string, () => void> = {a: acts.accept, r: acts.reject, e: acts.edit, s: acts.skip, u: acts.undo,
    j: () => acts.step(1), k: () => acts.step(-1)};
  const wanted = act[event.key.toLowerCase()];
  if (!wanted) return;
  event.preventDefault();
  wanted();
}

function Buttons({doubt, busy, acts}: {doubt: Doubt; busy: boolean; acts: Acts}) {
  const {say} = useWords();
  const many = doubt.evidence.length > 1;
  const finding = doubt.why === "finding";
  const button = (key: string, words: Key, act: () => void, main = false) => (
    <button type="button" class={main ? "main" : undefined} disabled={busy} onClick={act}>{say(words)} <kbd>{key}</kbd></button>
  );
  return (
    <p class="buttons">
      {button("a", finding ? "review.seen" : many ? "review.accept-all" : "review.accept", acts.accept, true)}
      {!finding && button("r", "review.reject", acts.reject)}
      {doubt.evidence.some(({kind}) => isCorrectable(kind)) && button("e", "review.edit", acts.edit)}
      {button("s", "review.skip", acts.skip)}
    </p>
  );
}

function Queue({why}: {why: string}) {
  const {say} = useWords();
  const [cursor, setCursor] = useState<string>();
  const queue = useLoad<Schema["ReviewQueue"]>("review/queue", {why, limit: "50", cursor});
  const saying = useSaying(queue.again);
  const [skipped, setSkipped] = useState<string[]>([]);
  const [chosen, setChosen] = useState(0);
  const [editing, setEditing] = useState(false);
  const holder = useRef<HTMLElement>(null);
  const items = queue.value?.items ?? [];
  // What was skipped comes again at the end, in the order it was skipped.
  const place = (doubt: Doubt) => skipped.indexOf(keyOf(doubt));
  const order = [...items].sort((a, b) => place(a) - place(b));
  const doubt = order[0];
  const now = doubt ? keyOf(doubt) : "";
  useEffect(() => {
    setChosen(0);
    setEditing(false);
    holder.current?.focus({preventScroll: true});
  }, [now]);
  const quote = doubt?.evidence[Math.min(chosen, doubt.evidence.length - 1)];
  const all = doubt?.evidence.map(({id}) => id) ?? [];
  const acts: Acts = {
    accept: () => { if (all.length > 0) void saying.say("accept", {facts: all}); },
    reject: () => { if (quote && doubt?.why !== "finding") void saying.say("reject", {facts: [quote.id]}); },
    edit: () => { if (quote && isCorrectable(quote.kind)) setEditing(true); },
    skip: () => setSkipped((old) => [...old.filter((key) => key !== now), now]),
    undo: () => void saying.undo(),
    step: (by) => setChosen((n) => Math.max(0, Math.min(all.length - 1, n + by))),
  };
  const next = queue.value?.next ?? null;
  return (
    <section class="review" ref={holder} tabIndex={-1} aria-label={say("nav.review")} onKeyDown={(event) => onKey(event, acts)}>
      <LastSaid saying={saying} />
      <Await of={queue}>{() => (!doubt || !quote ? <Empty>{say("review.empty")}</Empty> : (
        <div class="one-and-rest">
          <article aria-live="polite">
            <p><span class="tag warn">{say(`why.${doubt.why}`)}</span></p>
            <h2><Subject doubt={doubt} /></h2>
            <p class="legend">{say(`why.${doubt.why}.hint`)}</p>
            <Told doubt={doubt} />
            {editing && isCorrectable(quote.kind)
              ? <FactForm kind={quote.kind} fact={quote.fact} busy={saying.busy} cancel={() => setEditing(false)}
                  save={(fields, reason) => void saying.say("edit", {fact: quote.id, fields, reason}).then((done) => done && setEditing(false))} />
              : <Buttons doubt={doubt} busy={saying.busy} acts={acts} />}
            <Evidence quotes={doubt.evidence} chosen={chosen} choose={setChosen} />
          </article>
          {order.length > 1 && <section aria-label={say("review.rest")}>
            <h2>{say("review.rest")} <small>{next ? say("review.more-than", {n: order.length - 1}) : order.length - 1}</small></h2>
            <ol class="rest">{order.slice(1, 13).map((one) => (
              <li key={keyOf(one)}><Subject doubt={one} /> <small>{say(`why.${one.why}`)}</small></li>
            ))}</ol>
          </section>}
        </div>
      ))}</Await>
      {next && order.every((one) => place(one) >= 0) && <p><button type="button" onClick={() => setCursor(next)}>{say("more")}</button></p>}
      {cursor && <p><button type="button" class="plain" onClick={() => setCursor(undefined)}>{say("review.from-start")}</button></p>}
    </section>
  );
}

function Log() {
  const {say, day} = useWords();
  const log = useList<Schema["Correction"], Schema["CorrectionList"]>("review/corrections", {});
  const saying = useSaying(log.again);
  return (
    <Await of={log}>{() => (log.items.length === 0 ? <Empty>{say("review.log-empty")}</Empty> : (
      <>
        {saying.error && <Failure error={saying.error} />}
        <div class="scroll" tabIndex={0} role="region" aria-label={say("review.log")}>
          <table class="stack">
            <thead><tr>{(["review.when", "review.who", "review.what", "evidence", "review.why"] as Key[]).map((key) => <th scope="col" key={key}>{say(key)}</th>)}<td /></tr></thead>
            <tbody>{log.items.map((one) => (
              <tr key={one.number} class={one.undone_at ? "undone" : undefined}>
                <td data-label={say("review.when")}>{day(one.at)}</td><td data-label={say("review.who")}>{one.by}</td>
                <td data-label={say("review.what")}>{say(`action.${one.action}`)}, {say(`fact.${one.kind}` as Key)}
                  {one.undone_at && <small> ({say("review.undone-by", {name: one.undone_by ?? ""})})</small>}</td>
                <td data-label={say("evidence")}><Link to="/article" params={{id: one.article}}>{one.text || one.article}</Link></td>
                <td data-label={say("review.why")}>{one.reason}</td>
                <td>{!one.undone_at && <button type="button" disabled={saying.busy} onClick={() => void saying.undo([one.number])}>{say("review.undo")}</button>}</td>
              </tr>
            ))}</tbody>
          </table>
        </div>
        <More next={log.next} more={log.more} error={log.moreError} />
      </>
    ))}</Await>
  );
}

function Desk() {
  const {say} = useWords();
  const [why, setWhy] = useState("");
  const [log, setLog] = useState(false);
  return (
    <>
      <div class="fields">
        <div class="switch" role="group" aria-label={say("nav.review")}>
          <button type="button" aria-pressed={!log} onClick={() => setLog(false)}>{say("review.queue")}</button>
          <button type="button" aria-pressed={log} onClick={() => setLog(true)}>{say("review.log")}</button>
        </div>
        {!log && <label>{say("review.only")}
          <select value={why} onChange={(event) => setWhy(event.currentTarget.value)}>
            <option value="">{say("search.any")}</option>
            {whys.map((one) => <option key={one} value={one}>{say(`why.${one}`)}</option>)}
          </select></label>}
      </div>
      {log ? <Log /> : <Queue key={why} why={why} />}
    </>
  );
}

export function Review({session, sessionChanged}: {session: Session | undefined; sessionChanged: () => void}) {
  const {say} = useWords();
  return (
    <>
      <h1>{say("nav.review")}</h1>
      {!session ? <Waiting /> : !session.review ? <div class="note empty"><strong>{say("review.closed")}</strong><p>{say("review.closed-hint")}</p></div> : (
        <>
          {!session.reviewer && <p>{say("review.who-may")}</p>}
          <TokenEntry session={session} changed={sessionChanged} />
          {session.reviewer && <Desk />}
        </>
      )}
    </>
  );
}
