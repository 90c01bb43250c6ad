// A fact that was missed: marked in the text of an article, told by a form.
import {useEffect, useState} from "preact/hooks";
import type {Saying} from "./judge";
import {Link} from "../router";
import {type Key, useWords} from "../words";
import {correctable, type Correctable, FactForm} from "./fact_form";
import type {Placed} from "./fact_text";

const kLongest = 2000;  // characters, as the server takes them

/** What is marked within the article's text at this moment. */
function marked(): string {
  const selection = getSelection();
  const text = selection?.anchorNode?.parentElement?.closest(".fact-text");
  const end = selection?.focusNode?.parentElement?.closest(".fact-text");
  return selection && text && text === end ? selection.toString().trim().slice(0, kLongest) : "";
}

export function Missed({article, facts, saying}: {article: string; facts: Placed[]; saying: Saying}) {
  const {say} = useWords();
  const [words, setWords] = useState("");
  const [open, setOpen] = useState(false);
  const [kind, setKind] = useState<Correctable>("award");
  const [added, setAdded] = useState("");
  useEffect(() => {
    const look = () => {
      const now = marked();
      if (now) setWords(now);
    };
    document.addEventListener("selectionchange", look);
    return () => document.removeEventListener("selectionchange", look);
  }, []);
  const save = async (fields: object, reason: string) => {
    if (!(await saying.say("add", {article, kind, words, fields, reason}))) return;
    setAdded(words);
    setOpen(false);
  };
  const there = added ? facts.find(({fact}) => fact.text === added && fact.rule === "review") : undefined;
  return (
    <section class="missed" aria-label={say("missed")}>
      {there && <p class="note" role="status">{say("missed.added")}{" "}
        {there.fact.record && there.kind === "awards" && <Link to="/award" params={{id: there.fact.record}}>{say("article.record")}</Link>}</p>}
      {!open ? <p><button type="button" onClick={() => setOpen(true)}>{say("missed")}</button></p> : (
        <>
          <h2>{say("missed")}</h2>
          <label>{say("missed.words")}
            <textarea rows={3} value={words} maxLength={kLongest} onInput={(event) => setWords(event.currentTarget.value)} /></label>
          <label>{say("missed.kind")}
            <select value={kind} onChange={(event) => setKind(event.currentTarget.value as Correctable)}>
              {correctable.map((one) => <option key={one} value={one}>{say(`fact.${one}` as Key)}</option>)}
            </select></label>
          <FactForm kind={kind} fact={{}} busy={saying.busy || !words} save={(fields, reason) => void save(fields, reason)} cancel={() => setOpen(false)} />
        </>
      )}
    </section>
  );
}
