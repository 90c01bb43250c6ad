// An award record: as a row of a list and as a line of a timeline.
import type {AwardRow, Schema} from "../api";
import {useNames} from "../names";
import {Link} from "../router";
import {type Words, useWords} from "../words";

export function recipientText(recipient: Schema["Recipient"], {say, number}: Words): string {
  if (recipient.name) return recipient.name;
  const of = say(`of.${recipient.of ?? "mixed"}`);
  return say("group", {count: recipient.count === null ? say("of.some") : number(recipient.count), of});
}

export function Status({award}: {award: Pick<AwardRow, "status">}) {
  const {of} = useNames();
  return <span class={`tag status-${award.status}`}>{of("statuses", award.status)}</span>;
}

/** Form with its grade, leading to the record. */
export function AwardName({award}: {award: Pick<AwardRow, "id" | "form" | "grade">}) {
  const {of} = useNames();
  return (
    <Link to="/award" params={{id: award.id}}>
      {of("forms", award.form)}{award.grade ? ` ${award.grade}` : ""}
    </Link>
  );
}

export function Warnings({award}: {award: Pick<AwardRow, "conflicts" | "open">}) {
  const {say} = useWords();
  return (
    <>
      {award.conflicts.length > 0 && <span class="tag warn">{say("conflict")}</span>}
      {award.open && <span class="tag warn">{say("open")}</span>}
    </>
  );
}

export function Recipient({award}: {award: Pick<AwardRow, "body" | "recipient">}) {
  const words = useWords();
  const text = recipientText(award.recipient, words);
  return award.body && award.recipient.kind === "agency"
    ? <Link to="/agency" params={{id: award.body.id}}>{text}</Link>
    : <>{text}</>;
}

export function AwardTable({awards, label}: {awards: AwardRow[]; label?: string}) {
  const {say, number} = useWords();
  const {of, province} = useNames();
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={label ?? say("awards")}>
      <table class="stack">
        <thead>
          <tr>
            <th scope="col">{say("year")}</th><th scope="col">{say("form")}</th>
            <th scope="col">{say("recipient")}</th><th scope="col">{say("granter")}</th>
            <th scope="col">{say("level")}</th><th scope="col">{say("province")}</th>
            <th scope="col">{say("evidence")}</th>
          </tr>
        </thead>
        <tbody>
          {awards.map((award) => (
            <tr key={award.id}>
              <td data-label={say("year")}>{award.period ?? award.year ?? award.shown_year ?? ""}</td>
              <td data-label={say("form")}><AwardName award={award} /> <Status award={award} /> <Warnings award={award} /></td>
              <td data-label={say("recipient")}>
                <Recipient award={award} />
                {award.body && award.recipient.kind !== "agency" && <small> {award.body.name}</small>}
              </td>
              <td data-label={say("granter")}>{award.granted_by ?? ""}</td>
              <td data-label={say("level")}>{of("levels", award.level)}</td>
              <td data-label={say("province")}>{province(award.province)}</td>
              <td data-label={say("evidence")}>{say("sources", {n: number(award.articles)})}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
