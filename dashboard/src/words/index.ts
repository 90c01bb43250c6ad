// The language of the page: chosen once, kept in this browser.
import {createContext} from "preact";
import {useContext} from "preact/hooks";
import {en} from "./en";
import {type Key, vi} from "./vi";

export type Language = "vi" | "en";
export type {Key};
type Values = Record<string, string | number>;

const kLanguage = "bangvang-language";
export const storedLanguage = (): Language => (localStorage.getItem(kLanguage) === "en" ? "en" : "vi");
export const storeLanguage = (language: Language): void => localStorage.setItem(kLanguage, language);

export const LanguageContext = createContext<Language>("vi");

export interface Words {
  language: Language;
  /** The words of `key`, `{name}` filled in. */
  say: (key: Key, values?: Values) => string;
  number: (value: number) => string;
  /** A day or time of ISO 8601 as readers of the language write it, day first; also "2022" and "2022-05". */
  day: (iso: string | null | undefined) => string;
}

function dayFirst(iso: string): string {
  const [, year, month, day, time] = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T(\d\d:\d\d))?/.exec(iso) ?? [];
  const date = [day, month, year].filter(Boolean).join("/");
  return date ? (time ? `${date} ${time}` : date) : iso;
}

export function useWords(): Words {
  const language = useContext(LanguageContext);
  const table: Record<Key, string> = language === "en" ? en : vi;
  return {
    language,
    say: (key, values = {}) =>
      table[key].replace(/\{([a-z_]+)\}/g, (whole, name: string) => String(values[name] ?? whole)),
    number: (value) => value.toLocaleString(language === "en" ? "en-GB" : "vi-VN"),
    day: (iso) => (iso ? dayFirst(iso) : ""),
  };
}
