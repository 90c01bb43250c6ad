// Names of forms, levels, statuses and provinces in the reader's language, asked for once.
import {createContext} from "preact";
import {useContext} from "preact/hooks";
import type {Names} from "./api";
import {type Key, useWords, type Words} from "./words";

export const NamesContext = createContext<Names | undefined>(undefined);

export type NameKind = "forms" | "levels" | "statuses" | "roles" | "kinds";

/** What a field of the API is called: "decision.number", "granted_by". */
const fields: Record<string, Key> = {form: "form", grade: "grade", level: "level", recipient: "recipient", granted_by: "granter",
  year: "year", period: "field.period", status: "status", "decision.number": "field.decision.number",
  "decision.date": "field.decision.date", bloc: "bloc", holder: "holder", person: "field.person", positions: "official.positions"};
export const fieldName = (say: Words["say"], field: string): string => {
  const key = fields[field];
  return key ? say(key) : field;
};

export function useNames() {
  const names = useContext(NamesContext);
  const {language} = useWords();
  const of = (kind: NameKind, id: string | null | undefined): string => {
    if (!id) return "";
    const entry = names?.[kind].find((one) => one.id === id);
    return entry?.[language] || id;
  };
  // "tuyen-quang@2025-07" is the Tuyên Quang of that month on.
  const province = (slug: string | null | undefined): string =>
    slug ? names?.provinces.find((one) => one.slug === slug.split("@")[0])?.name ?? slug : "";
  return {names, of, province};
}
