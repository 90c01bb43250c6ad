// The fields of a fact, to correct it or to tell one that was missed.
import {useState} from "preact/hooks";
import {type NameKind, useNames} from "../names";
import {type Key, useWords} from "../words";

export const correctable = ["award", "bloc_role", "official", "agency", "bloc"] as const;
export type Correctable = (typeof correctable)[number];
export const isCorrectable = (kind: string): kind is Correctable => (correctable as readonly string[]).includes(kind);

type Json = Record<string, unknown>;

interface Field {
  name: string;  // with a dot: of an object within
  label: Key;
  choice?: NameKind;
  form?: "number" | "lines" | "posts";
  needed?: boolean;
}

const fields: Record<Correctable, Field[]> = {
  award: [
    {name: "form", label: "form", choice: "forms", needed: true}, {name: "grade", label: "grade"},
    {name: "recipient.kind", label: "recipient-kind", choice: "kinds", needed: true},
    {name: "recipient.name", label: "recipient"}, {name: "recipient.count", label: "field.recipient.count", form: "number"},
    {name: "granted_by", label: "granter"}, {name: "year", label: "year", form: "number"}, {name: "period", label: "field.period"},
    {name: "status", label: "status", choice: "statuses", needed: true},
    {name: "decision.number", label: "field.decision.number"}, {name: "decision.date", label: "field.decision.date"},
    {name: "reason", label: "reason"},
  ],
  bloc_role: [
    {name: "role", label: "role", choice: "roles", needed: true}, {name: "holder", label: "holder"}, {name: "person", label: "field.person"},
    {name: "bloc", label: "bloc"}, {name: "year", label: "year", form: "number"}, {name: "period", label: "field.period"},
  ],
  official: [{name: "name", label: "official.name", needed: true}, {name: "positions", label: "official.positions", form: "posts"}],
  agency: [{name: "name", label: "agency.name", needed: true}],
  bloc: [{name: "name", label: "bloc", needed: true}, {name: "members", label: "bloc.members", form: "lines"}],
};

const at = (fact: Json, name: string): unknown =>
  name.split(".").reduce<unknown>((value, part) => (value as Json | null)?.[part] ?? null, fact);

/** "Phó Giám đốc; Sở Nội vụ" for each office. */
const postLine = (post: Json): string => [post["title"], post["agency"]].filter(Boolean).join("; ");
const postOf = (line: string, former: Json[]): Json => {
  const known = former.find((post) => postLine(post) === line);
  const [title = "", agency] = line.split(";").map((part) => part.trim());
  return known ?? {title, agency: agency || null, former: false};
};

const shown = ({form}: Field, value: unknown): string => {
  if (form === "posts") return ((value ?? []) as Json[]).map(postLine).join("\n");
  if (form === "lines") return ((value ?? []) as string[]).join("\n");
  return value === null || value === undefined ? "" : String(value);
};

const lines = (text: string): string[] => text.split("\n").map((line) => line.trim()).filter(Boolean);

function read({form}: Field, text: string, before: unknown): unknown {
  if (form === "posts") return lines(text).map((line) => postOf(line, (before ?? []) as Json[]));
  if (form === "lines") return lines(text);
  if (text.trim() === "") return null;
  return form === "number" ? Number(text) : text.trim();
}

/** Only what is otherwise than in `fact`, by the names of the output. */
function changes(kind: Correctable, fact: Json, form: FormData): Json {
  const out: Json = {};
  for (const field of fields[kind]) {
    const before = at(fact, field.name);
    const text = String(form.get(field.name) ?? "");
    if (text.trim() === shown(field, before).trim()) continue;
    const [outer = "", inner] = field.name.split(".");
    const value = read(field, text, before);
    if (inner) out[outer] = {...(out[outer] as Json | undefined), [inner]: value};
    else out[outer] = value;
  }
  return out;
}

function Choice({field, value}: {field: Field & {choice: NameKind}; value: string}) {
  const {names} = useNames();
  const {language} = useWords();
  return (
    <select name={field.name} required={field.needed}>
      {!value && <option value="" />}
      {(names?.[field.choice] ?? []).map((one) => <option key={one.id} value={one.id} selected={one.id === value}>{one[language]}</option>)}
    </select>
  );
}

function Entry({field, value}: {field: Field; value: string}) {
  const {choice, form, name, needed} = field;
  if (choice) return <Choice field={{...field, choice}} value={value} />;
  if (form === "posts" || form === "lines") return <textarea name={name} rows={3} defaultValue={value} />;
  return <input name={name} type={form === "number" ? "number" : "text"} required={needed} defaultValue={value} />;
}

interface Props {
  kind: Correctable;
  fact: Json;
  busy: boolean;
  save: (fields: Json, reason: string) => void;
  cancel: () => void;
}

export function FactForm({kind, fact, busy, save, cancel}: Props) {
  const {say} = useWords();
  const [same, setSame] = useState(false);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const changed = changes(kind, fact, form);
    setSame(Object.keys(changed).length === 0);
    if (Object.keys(changed).length > 0) save(changed, String(form.get("why") ?? "").trim());
  };
  return (
    <form class="fact-form" onSubmit={submit} onKeyDown={(event) => { if (event.key === "Escape") cancel(); }}>
      {fields[kind].map((field) => (
        <label key={kind + field.name}>{say(field.label)}<Entry field={field} value={shown(field, at(fact, field.name))} /></label>
      ))}
      <label>{say("review.why")}<input name="why" maxLength={1000} /></label>
      {same && <p role="alert" class="warn">{say("review.same")}</p>}
      <p class="buttons">
        <button type="submit" class="main" disabled={busy}>{say("review.save")}</button>
        <button type="button" class="plain" onClick={cancel}>{say("review.cancel")}</button>
      </p>
    </form>
  );
}
