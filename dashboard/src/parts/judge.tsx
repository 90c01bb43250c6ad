// The buttons under a fact: it is right, it is wrong, it says otherwise.
import {useState} from "preact/hooks";
import type {useSaying} from "../saying";
import {useWords} from "../words";
import {FactForm, isCorrectable} from "./fact_form";
import {Failure} from "./status";

export type Saying = ReturnType<typeof useSaying>;

interface Judged {
  id: string;
  kind: string;  // of the fact: award, bloc_role, …
  fact: Record<string, unknown>;
}

export function Judge({one, saying}: {one: Judged; saying: Saying}) {
  const {say} = useWords();
  const [editing, setEditing] = useState("");
  if (editing === one.id && isCorrectable(one.kind)) {
    const save = async (fields: object, reason: string) => {
      if (await saying.say("edit", {fact: one.id, fields, reason})) setEditing("");
    };
    return <FactForm kind={one.kind} fact={one.fact} busy={saying.busy} save={(fields, reason) => void save(fields, reason)} cancel={() => setEditing("")} />;
  }
  return (
    <p class="buttons">
      <button type="button" disabled={saying.busy} onClick={() => void saying.say("accept", {facts: [one.id]})}>{say("review.accept")}</button>
      <button type="button" disabled={saying.busy} onClick={() => void saying.say("reject", {facts: [one.id]})}>{say("review.reject")}</button>
      {isCorrectable(one.kind) && <button type="button" disabled={saying.busy} onClick={() => setEditing(one.id)}>{say("review.edit")}</button>}
    </p>
  );
}

/** What was said last, with the way back. */
export function LastSaid({saying}: {saying: Saying}) {
  const {say} = useWords();
  const last = saying.said.at(-1);
  return (
    <div class="last-said" aria-live="polite">
      {saying.error && <Failure error={saying.error} />}
      {last && <p>{say(`review.did.${last.action}`)}{" "}
        <button type="button" disabled={saying.busy} onClick={() => void saying.undo()}>{say("review.undo")} <kbd>u</kbd></button></p>}
    </div>
  );
}
