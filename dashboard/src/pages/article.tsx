// One article: its text with what was read in it, and where it came from.
import {useEffect, useMemo, useState} from "preact/hooks";
import {address, type Schema, type Session} from "../api";
import {useLoad} from "../load";
import {useNames} from "../names";
import {Cite} from "../parts/cite";
import {FactCard, FactList, placedFacts} from "../parts/fact_card";
import {FactText, type Placed, sentenceAt, singularOf} from "../parts/fact_text";
import {Judge, LastSaid} from "../parts/judge";
import {Missed} from "../parts/missed";
import {Await} from "../parts/status";
import {Link, type Place} from "../router";
import {useSaying} from "../saying";
import {useWords} from "../words";

// Addresses come from pages: only those a browser can safely follow become links.
const followed = (url: string): boolean => /^https?:\/\//i.test(url);

function Origin({article}: {article: Schema["Article"]}) {
  const {say, day} = useWords();
  const {province} = useNames();
  return (
    <>
      <p class="meta">
        {[article.published && `${say("article.published")} ${day(article.published)}`, article.author,
          article.site, province(article.province),
          article.last_fetched && `${say("article.fetched")} ${day(article.last_fetched)}`].filter(Boolean).join(" · ")}
      </p>
      <p class="exports">
        {article.url && (followed(article.url)
          ? <a href={article.url} rel="noreferrer noopener" target="_blank">{say("article.source")}</a> : <span>{article.url}</span>)}
        {article.has_copy && <a href={address(`articles/${encodeURIComponent(article.id)}/copy`)}>{say("article.copy")}</a>}
        {article.near.map((id) => <Link key={id} to="/article" params={{id}}>{say("article.near")}</Link>)}
      </p>
      {article.attachments.length > 0 && (
        <p>{say("article.attachments")}: {article.attachments.map((url) => (
          <span key={url}>{followed(url) ? <a href={url} rel="noreferrer noopener" target="_blank">{url}</a> : url} </span>
        ))}</p>
      )}
    </>
  );
}

export function Reading({text, facts, first, children}:
  {text: string; facts: Placed[]; first?: string | null; children?: (chosen: Placed | undefined) => preact.ComponentChildren}) {
  const {say} = useWords();
  const [chosen, setChosen] = useState<Placed>();
  useEffect(() => {
    const wanted = facts.find(({fact}) => fact.id === first);
    setChosen(wanted);
    if (wanted) document.querySelector(`[data-fact="${CSS.escape(wanted.fact.id)}"]`)?.scrollIntoView({block: "center"});
  }, [facts, first]);
  const seek = (placed: Placed) => {
    setChosen(placed);
    document.querySelector(`[data-fact="${CSS.escape(placed.fact.id)}"]`)?.scrollIntoView({block: "center"});
  };
  return (
    <div class="reading">
      <section aria-label={say("article.text")}><FactText text={text} facts={facts} chosen={chosen} choose={setChosen} /></section>
      <aside aria-label={say("article.facts")}>
        <div aria-live="polite" class={chosen ? "chosen-fact" : undefined}>{chosen ? (
          <><FactCard placed={chosen} /><button type="button" class="put-away" onClick={() => setChosen(undefined)}>{say("close")}</button></>
        ) : <p class="legend">{say("article.hover")}</p>}</div>
        {children?.(chosen)}
        <FactList facts={facts} choose={seek} />
      </aside>
    </div>
  );
}

interface Shown {
  article: Schema["Article"];
  first: string | null;
  reviewer: boolean;
  again: () => void;
}

function Whole({article, first, reviewer, again}: Shown) {
  const {say} = useWords();
  const facts = useMemo(() => placedFacts(article.facts, article.meetings, article.findings), [article]);
  const saying = useSaying(again);
  const [cited, setCited] = useState<string>();
  const text = article.text;
  return (
    <>
      <h1>{article.title ?? article.id}</h1>
      <Origin article={article} />
      {text === null ? <><p>{say("article.no-text")}</p><FactList facts={facts} choose={() => {}} /></> : (
        <Reading text={text} facts={facts} first={first}>
          {(chosen) => (
            <>
              <p><button type="button" onClick={() => setCited(chosen ? sentenceAt(text, chosen.fact) : "")}>{say("cite")}</button></p>
              {reviewer && chosen && <Judge one={{id: chosen.fact.id, kind: singularOf(chosen.kind), fact: chosen.fact}} saying={saying} />}
              {reviewer && <LastSaid saying={saying} />}
              {reviewer && <Missed article={article.id} facts={facts} saying={saying} />}
            </>
          )}
        </Reading>
      )}
      {cited !== undefined && <Cite article={article} sentence={cited} close={() => setCited(undefined)} />}
    </>
  );
}

export function ArticlePage({place, session}: {place: Place; session: Session | undefined}) {
  const id = place.params.get("id") ?? "";
  const article = useLoad<Schema["Article"]>(`articles/${encodeURIComponent(id)}`);
  return <Await whole of={article}>{(one) => (
    <Whole article={one} first={place.params.get("fact")} reviewer={Boolean(session?.review && session.reviewer)} again={article.again} />
  )}</Await>;
}
