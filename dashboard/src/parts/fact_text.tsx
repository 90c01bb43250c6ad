// An article's text with its facts marked. Spans count code points, as the contract says; where facts
// lie in one another, each piece of text speaks of the shortest.
import type {Ref} from "preact";
import {useMemo} from "preact/hooks";
import type {Schema} from "../api";

export type Fact = Schema["Fact"] & Record<string, unknown>;
export const factKinds = ["awards", "bloc_roles", "officials", "agencies", "blocs", "dates", "documents", "meetings", "findings"] as const;
export type FactKind = (typeof factKinds)[number];

/** "agency" → "agencies": a fact names its kind in the singular, a list in the plural. */
export const pluralOf = (kind: string): FactKind =>
  factKinds.find((plural) => plural === `${kind}s` || plural === kind.replace(/y$/, "ies")) ?? "findings";
export const singularOf = (kind: FactKind): string => kind.replace(/ies$/, "y").replace(/s$/, "");

export interface Placed {
  kind: FactKind;
  fact: Fact;
}

interface Marked extends Placed {
  begin: number;
  end: number;
}

interface Piece {
  begin: number;
  text: string;
  of?: Marked | undefined;  // the shortest fact here
}

const span = (value: unknown): {begin: number; end: number} | undefined => {
  const place = value as {begin?: unknown; end?: unknown} | null;
  return typeof place?.begin === "number" && typeof place.end === "number" && place.begin < place.end
    ? {begin: place.begin, end: place.end} : undefined;
};

function marks(facts: Placed[]): Marked[] {
  return facts.flatMap((placed) => {
    const also = Array.isArray(placed.fact["also"]) ? placed.fact["also"] : [];
    return [placed.fact, ...also].map(span).filter((one) => one !== undefined).map((one) => ({...placed, ...one}));
  });
}

export function pieces(text: string, facts: Placed[]): Piece[] {
  const points = Array.from(text);
  const marked = marks(facts).filter((one) => one.end <= points.length);
  const cuts = [...new Set([0, points.length, ...marked.flatMap((one) => [one.begin, one.end])])].sort((a, b) => a - b);
  return cuts.slice(0, -1).map((begin, n) => {
    const end = cuts[n + 1] ?? points.length;
    const here = marked.filter((one) => one.begin <= begin && one.end >= end);
    const shortest = here.reduce<Marked | undefined>(
      (best, one) => (!best || one.end - one.begin < best.end - best.begin ? one : best), undefined);
    return {begin, text: points.slice(begin, end).join(""), of: shortest};
  });
}

/** The sentence around a span, for quoting. */
export function sentenceAt(text: string, fact: Fact): string {
  const place = span(fact);
  if (!place) return String(fact.text ?? "");
  const points = Array.from(text);
  const before = points.slice(0, place.begin).join("");
  const behind = points.slice(place.end).join("");
  const start = Math.max(before.lastIndexOf("\n"), before.search(/[.!?…]\s+[^.!?…]*$/u));
  const stop = behind.search(/[.!?…](\s|$)|\n/u);
  return (before.slice(start + 1) + points.slice(place.begin, place.end).join("") +
    (stop < 0 ? behind : behind.slice(0, stop + 1))).trim();
}

interface Props {
  text: string;
  facts: Placed[];
  chosen?: Placed | undefined;
  choose: (placed: Placed) => void;
  holder?: Ref<HTMLDivElement>;
}

export function FactText({text, facts, chosen, choose, holder}: Props) {
  const all = useMemo(() => pieces(text, facts), [text, facts]);
  return (
    <div class="fact-text" ref={holder} lang="vi">
      {all.map(({begin, text: words, of}) => of ? (
        <span key={begin} data-begin={begin} role="button" tabIndex={0} data-fact={of.fact.id}
          class={`fact kind-${of.kind}${of.fact.id === chosen?.fact.id ? " chosen" : ""}`}
          onFocus={() => choose(of)} onMouseEnter={() => choose(of)} onClick={() => choose(of)}>{words}</span>
      ) : <span key={begin} data-begin={begin}>{words}</span>)}
    </div>
  );
}
