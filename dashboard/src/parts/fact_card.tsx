// What a fact says, the rule that read it, and how sure it is.
import {fieldName, useNames} from "../names";
import {Link} from "../router";
import {type Key, type Words, useWords} from "../words";
import {recipientText} from "./award";
import {factKinds, type Fact, type FactKind, type Placed} from "./fact_text";

type Names = ReturnType<typeof useNames>;
const text = (value: unknown): string => (typeof value === "string" || typeof value === "number" ? String(value) : "");
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

const pages: Partial<Record<FactKind, string>> = {awards: "/award", officials: "/official"};

export function headline({kind, fact}: Placed, words: Words, {of}: Names): string {
  switch (kind) {
    case "dates": return words.day(text(fact["value"]));
    case "agencies": case "blocs": case "officials": return text(fact["name"]);
    case "bloc_roles":
      return `${words.say(`role.${text(fact["role"])}` as Key)}: ${text(fact["holder"]) || text(fact["person"])}`;
    case "awards": {
      const recipient = fact["recipient"] as Parameters<typeof recipientText>[0] | null;
      return `${of("forms", text(fact["form"]))} ${text(fact["grade"])} ${recipient ? `– ${recipientText(recipient, words)}` : ""}`;
    }
    case "documents": return `${text(fact["type"])} ${text(fact["number"])}`;
    case "meetings": return `${words.say("kind.meetings")} ${words.day(text(fact["date"]))}`;
    case "findings": return words.say(`finding.${text(fact["kind"])}` as Key, {stated: text(fact["stated"]), listed: text(fact["listed"])});
  }
}

function rows({kind, fact}: Placed, words: Words, {of, province}: Names): [Key, string][] {
  const decision = fact["decision"] as Record<string, unknown> | null | undefined;
  const positions = list(fact["positions"]) as {title?: string; agency?: string; former?: boolean}[];
  return ([
    ["year", text(fact["period"]) || text(fact["year"])],
    ["status", kind === "awards" ? of("statuses", text(fact["status"])) : ""],
    ["level", of("levels", text(fact["level"]))],
    ["granter", text(fact["granted_by"])],
    ["decision", decision ? [text(decision["number"]), words.day(text(decision["date"]))].filter(Boolean).join(", ") : ""],
    ["bloc", text(fact["bloc"])],
    ["official.positions", positions.map((post) => [post.title, post.agency].filter(Boolean).join(", ")).join("; ")],
    ["bloc.members", list(fact["members"]).map(text).join("; ")],
    ["bloc.aliases", list(fact["aliases"]).map(text).join("; ")],
    ["province", province(text(fact["place"]))],
    ["confidence", fact["confidence"] ? words.say(`confidence.${text(fact["confidence"])}` as Key) : ""],
    ["article.inferred", list(fact["inferred"]).map((name) => fieldName(words.say, text(name))).join(", ")],
    ["article.rule", fact.rule === "review" ? words.say("article.by-hand") : text(fact.rule)],
  ] as [Key, string][]).filter(([, value]) => value);
}

/** `quoted`: with the words it was read from. */
export function FactCard({placed, quoted = true}: {placed: Placed; quoted?: boolean}) {
  const words = useWords();
  const names = useNames();
  const {say} = words;
  const page = pages[placed.kind];
  return (
    <div class={`card kind-${placed.kind}`}>
      <p class="meta">{say(`kind.${placed.kind}`)}</p>
      <p class="headline">{headline(placed, words, names)}</p>
      {placed.fact.reviewed && <p><span class="tag">{say("article.reviewed")}</span></p>}
      {quoted && <q>{placed.fact.text}</q>}
      <dl class="rows">{rows(placed, words, names).map(([key, value]) => <div key={key}><dt>{say(key)}</dt><dd>{value}</dd></div>)}</dl>
      {page && placed.fact.record && <Link to={page} params={{id: placed.fact.record}}>{say("article.record")}</Link>}
    </div>
  );
}

export function FactList({facts, choose}: {facts: Placed[]; choose: (placed: Placed) => void}) {
  const words = useWords();
  const names = useNames();
  const kinds = [...new Set(facts.map(({kind}) => kind))];
  return (
    <>
      {kinds.map((kind) => (
        <details key={kind} open={kind === "awards" || kind === "bloc_roles"}>
          <summary><span class={`dot kind-${kind}`} aria-hidden="true" />{words.say(`kind.${kind}`)} ({facts.filter((one) => one.kind === kind).length})</summary>
          <ul class="facts">{facts.filter((one) => one.kind === kind).map((placed) => (
            <li key={placed.fact.id}><button type="button" class="plain" onClick={() => choose(placed)}>{headline(placed, words, names)}</button></li>
          ))}</ul>
        </details>
      ))}
    </>
  );
}

/** The facts of an extraction or of a stored article, with their kinds. */
export function placedFacts(facts: Record<string, unknown>, meetings: unknown, findings: unknown = []): Placed[] {
  const all: Record<string, unknown> = {...facts, meetings, findings};
  return factKinds.flatMap((kind) => list(all[kind]).map((fact) => ({kind, fact: fact as Fact})));
}
