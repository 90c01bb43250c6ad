// What a reader types as one sentence, as conditions that can be seen and taken away again: "cờ thi đua
// của Chính phủ sở Lai Châu 2019-2024" names a form, who grants it, a province and years; what is left
// are words to look for. With or without marks.
import type {Names, Params} from "./api";

const letter = (char: string): string => {
  const low = char.toLowerCase();
  return low === "đ" ? "d" : low.normalize("NFD").charAt(0);
};

/** Without marks and in small letters; as long as `text`, which is NFC. */
export const fold = (text: string): string => Array.from(text, letter).join("");

const granters = ["Thủ tướng Chính phủ", "Chính phủ", "Chủ tịch nước"];
const kYears = /(?<!\d)((?:19|20)\d\d)(?:\s*(?:-|–|\.\.|den)\s*((?:19|20)\d\d))?(?!\d)/;

/** Where `words` stand in `text` as whole words; both folded. */
function place(text: string, words: string): number {
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
    const edge = (index: number) => !/[\p{L}\d]/u.test(text.charAt(index));
    if (edge(at - 1) && edge(at + words.length)) return at;
  }
  return -1;
}

export function understood(typed: string, names: Names | undefined): Params {
  let text = typed.normalize("NFC");
  const cut = (at: number, length: number) => {
    text = `${text.slice(0, at)} ${text.slice(at + length)}`;
  };
  /** The longest of `known` that is named; its words are taken out, with those of `before` ahead of it. */
  const take = <T>(known: T[], name: (one: T) => string, before: string[]): T | undefined => {
    for (const one of [...known].sort((a, b) => name(b).length - name(a).length)) {
      for (const words of [...before.map((word) => `${word} ${fold(name(one))}`), fold(name(one))]) {
        const at = words ? place(fold(text), words) : -1;
        if (at < 0) continue;
        cut(at, words.length);
        return one;
      }
    }
    return undefined;
  };
  const out: Params = {};
  const years = kYears.exec(fold(text));
  if (years?.[1]) {
    out["year"] = `${years[1]}..${years[2] ?? years[1]}`;
    cut(years.index, years[0].length);
  }
  const form = take(names?.forms ?? [], (one) => one.vi, []);
  if (form) {
    out["form"] = form.id;
    const granter = take(granters, (one) => one, ["cua"]);
    if (granter) out["granted_by"] = granter;
  }
  const province = take(names?.provinces ?? [], (one) => one.name, ["tinh", "thanh pho"]);
  if (province) out["province"] = province.slug;
  out["q"] = text.replace(/\s+/g, " ").trim();
  return out;
}
