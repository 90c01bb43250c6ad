// Conditions of a search, as fields, as facets with counts, and as chips that take one away.
import type {Schema} from "../api";
import {type NameKind, useNames} from "../names";
import {type Key, useWords} from "../words";

/** Conditions of the address; each name is a parameter of the API too. */
export type Conditions = Record<string, string[]>;

export const choices = ["province", "form", "level", "status", "recipient_kind"] as const;
export const worded = ["recipient", "granted_by", "bloc", "official"] as const;
export type Choice = (typeof choices)[number];

const kinds: Record<string, NameKind> = {form: "forms", level: "levels", status: "statuses"};

export function useConditionName() {
  const {of, province} = useNames();
  const {say} = useWords();
  return (name: string, value: string): string => {
    if (name === "province") return province(value);
    if (name === "recipient_kind") return say(`kind.${value}` as Key);
    const kind = kinds[name];
    return kind ? of(kind, value) : value;
  };
}

const titles: Record<string, Key> = {province: "province", form: "form", level: "level", status: "status",
  recipient_kind: "recipient-kind", site: "site-name", year: "year", recipient: "recipient",
  granted_by: "granter", bloc: "bloc", official: "officials", agency: "agency.name", announced: "announced"};

export const conditionTitle = (name: string): Key => titles[name] ?? "search.filters";

export function Chips({conditions, without, clear}:
  {conditions: Conditions; without: (name: string, value: string) => void; clear: () => void}) {
  const {say} = useWords();
  const named = useConditionName();
  const all = Object.entries(conditions).flatMap(([name, values]) => values.map((value) => [name, value] as const));
  if (all.length === 0) return null;
  return (
    <ul class="chips" aria-label={say("search.filters")}>
      {all.map(([name, value]) => (
        <li key={name + value}>
          <button type="button" onClick={() => without(name, value)} aria-label={`${say("search.remove")} ${named(name, value)}`}>
            {say(conditionTitle(name))}: {named(name, value)} <span aria-hidden="true">×</span>
          </button>
        </li>
      ))}
      <li><button type="button" class="plain" onClick={clear}>{say("search.clear")}</button></li>
    </ul>
  );
}

export function ProvinceChoice({value, choose}: {value: string; choose: (slug: string) => void}) {
  const {say} = useWords();
  const {names} = useNames();
  return (
    <label>{say("province")}
      <select value={value} onChange={(event) => choose(event.currentTarget.value)}>
        <option value="">{say("search.any")}</option>
        {[...(names?.provinces ?? [])].sort((a, b) => a.name.localeCompare(b.name, "vi")).map((one) =>
          <option key={one.slug} value={one.slug}>{one.name}</option>)}
      </select>
    </label>
  );
}

export function YearRange({value, choose, means}: {value: string; choose: (range: string) => void; means: Key}) {
  const {say} = useWords();
  const [from = "", to = from] = value ? value.split("..") : [];
  const set = (first: string, last: string) => {
    const low = first || last;
    const high = last || first;
    choose(low ? `${low}..${high}` : "");
  };
  const field = (label: Key, text: string, changed: (text: string) => void) => (
    <label>{say(label)}
      <input type="number" inputMode="numeric" min="1945" max="2100" value={text}
        onChange={(event) => changed(event.currentTarget.value)} />
    </label>
  );
  return (
    <fieldset class="years"><legend>{say(means)}</legend>
      {field("search.from", from, (text) => set(text, to < text ? text : to))}
      {field("search.to", to, (text) => set(from && from <= text ? from : text, text))}
    </fieldset>
  );
}

const kShown = 8;

export function FacetLists({facets, conditions, toggle}:
  {facets: Schema["Facet"][]; conditions: Conditions; toggle: (name: string, value: string) => void}) {
  const {say, number} = useWords();
  const named = useConditionName();
  const kinds = [...new Set(facets.map((facet) => facet.kind))].filter((kind) => (choices as readonly string[]).includes(kind));
  return (
    <>
      {kinds.map((kind) => (
        <fieldset key={kind}><legend>{say(conditionTitle(kind))}</legend>
          {facets.filter((facet) => facet.kind === kind && facet.value).slice(0, kShown).map(({value, count}) => (
            <label class="check" key={value}>
              <input type="checkbox" checked={conditions[kind]?.includes(value) ?? false} onChange={() => toggle(kind, value)} />
              <span>{named(kind, value)}</span> <span class="value">{number(count)}</span>
            </label>
          ))}
        </fieldset>
      ))}
    </>
  );
}
