// Where a text is read at once, and where an author of grammars sees what an edit does.
import {useEffect, useMemo, useState} from "preact/hooks";
import {ApiError, post, type Schema, type Session} from "../api";
import {useLoad} from "../load";
import {Drop} from "../parts/drop";
import {placedFacts} from "../parts/fact_card";
import {Failure, Waiting} from "../parts/status";
import {TokenEntry} from "../parts/token";
import {Link} from "../router";
import {type Key, useWords} from "../words";
import {Reading} from "./article";

const kLookAgain = 3000;  // ms between two looks at the grammars of the server

interface Input {
  text: string;
  html: boolean;
}
const typeOf = (input: Input): string => (input.html ? "text/html; charset=utf-8" : "text/plain; charset=utf-8");

function Grammars({reread}: {reread: (digest: string) => void}) {
  const {say, day} = useWords();
  const state = useLoad<Schema["GrammarState"]>("grammars");
  useEffect(() => {
    const timer = setInterval(() => document.hidden || state.again(), kLookAgain);
    return () => clearInterval(timer);
  }, [state.again]);
  const digest = state.value?.digest;
  useEffect(() => { if (digest) reread(digest); }, [digest]);
  if (!state.value) return null;
  const {errors, added, removed, loaded, directory} = state.value;
  return (
    <section class="note" aria-live="polite"><h2>{say("try.grammars")} {directory && <small>{directory}</small>}</h2>
      {errors.length === 0 ? <p>{say("try.grammars-ok", {at: day(loaded)})}</p> : (
        <>
          <p class="warn">{say("try.grammars-errors", {n: errors.length})}</p>
          <ul>{errors.map((error, n) => <li key={n}><code>{error.file}:{error.place}</code> {error.reason}</li>)}</ul>
        </>
      )}
      {(added.length > 0 || removed.length > 0) &&
        <p>{say("try.grammars-changed", {added: added.length, removed: removed.length})} <small>{[...added, ...removed].join(", ")}</small></p>}
    </section>
  );
}

function Outcome({read}: {read: Schema["Extraction"]}) {
  const {say} = useWords();
  const extraction = read.extraction as {article?: {text?: string}; facts?: Record<string, unknown>; events?: {type?: string}[]};
  const meetings = (extraction.events ?? []).filter((event) => event.type === "meeting");
  const facts = useMemo(() => placedFacts(extraction.facts ?? {}, meetings), [read]);
  return (
    <>
      <Reading text={extraction.article?.text ?? ""} facts={facts} />
      <details><summary>{say("try.mentions")} ({read.mentions.length})</summary>
        <div class="scroll" tabIndex={0} role="region" aria-label={say("try.mentions")}>
          <table><tbody>{read.mentions.map((one, n) => (
            <tr key={n}><td>{one.kind}</td><td>{one.text}</td><td>{one.value}</td><td><code>{one.rule}</code></td></tr>
          ))}</tbody></table>
        </div>
      </details>
      <details><summary>{say("try.json")}</summary><pre tabIndex={0}>{JSON.stringify(read.extraction, null, 1)}</pre></details>
    </>
  );
}

export function TryIt({session, sessionChanged}: {session: Session | undefined; sessionChanged: () => void}) {
  const {say} = useWords();
  const [input, setInput] = useState<Input>({text: "", html: false});
  const [published, setPublished] = useState("");
  const [read, setRead] = useState<Schema["Extraction"]>();
  const [stored, setStored] = useState<Schema["Ingested"]>();
  const [error, setError] = useState<ApiError>();
  const [busy, setBusy] = useState(false);
  const send = async <T,>(path: string, then: (value: T) => void) => {
    setError(undefined);
    setStored(undefined);
    setBusy(true);
    await post<T>(path, input.text, typeOf(input), {published}).then(then, (problem) => setError(problem as ApiError));
    setBusy(false);
  };
  const run = () => send<Schema["Extraction"]>("extract", setRead);
  const take = async (file: File) => setInput({text: await file.text(), html: /\.html?$/i.test(file.name)});
  return (
    <>
      <h1>{say("nav.try")}</h1>
      <Grammars reread={() => read && void run()} />
      <form onSubmit={(event) => { event.preventDefault(); void run(); }}>
        <label class="wide">{say("try.text")}
          <textarea rows={12} required value={input.text} onInput={(event) => setInput({text: event.currentTarget.value, html: input.html && event.currentTarget.value !== ""})} />
        </label>
        <Drop accept=".html,.htm,.txt" hint={say("try.text")} take={(file) => void take(file)} />
        <div class="fields">
          <label>{say("try.published")}<input type="date" value={published} onChange={(event) => setPublished(event.currentTarget.value)} /></label>
          <button type="submit" disabled={busy}>{say("try.run")}</button>
          {session?.reviewer && session.review &&
            <button type="button" disabled={busy || !input.text} onClick={() => void send<Schema["Ingested"]>("ingest", setStored)}>{say("try.add")}</button>}
        </div>
      </form>
      {session?.review && <TokenEntry session={session} changed={sessionChanged} />}
      {busy && <Waiting />}
      {error && <Failure error={error} />}
      {stored && <p class="note" role="status">{say(`try.outcome.${stored.outcome}` as Key, {reason: stored.reason ?? ""})}{" "}
        {stored.article && <Link to="/article" params={{id: stored.article}}>{say("articles")}</Link>}</p>}
      {read && <Outcome read={read} />}
    </>
  );
}
