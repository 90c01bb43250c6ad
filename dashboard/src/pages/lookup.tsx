// Many names at once: the reader's own list comes back with the awards known of each row.
import {useState} from "preact/hooks";
import {address, ApiError, post} from "../api";
import {Drop} from "../parts/drop";
import {Failure, Waiting} from "../parts/status";
import {useWords} from "../words";

interface Sheet {
  header: string[];
  rows: (string | null)[][];
}

const typeOf = (file: File): string => file.name.toLowerCase().endsWith(".xlsx")
  ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" : "text/csv";

/** The answer as a file: asked for with POST, so it cannot be a plain link. */
async function download(file: File, labels: string): Promise<void> {
  const response = await fetch(address("lookup", {format: "xlsx", labels}),
    {method: "POST", body: file, headers: {"Content-Type": typeOf(file)}});
  if (!response.ok) throw new ApiError(response.status, "", response.statusText);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await response.blob());
  link.download = file.name.replace(/\.[^.]*$/, "") + "-bang-vang.xlsx";
  link.click();
  URL.revokeObjectURL(link.href);
}

export function Lookup() {
  const {say, number, language} = useWords();
  const [file, setFile] = useState<File>();
  const [sheet, setSheet] = useState<Sheet>();
  const [error, setError] = useState<ApiError>();
  const [busy, setBusy] = useState(false);
  const failed = (problem: unknown) => setError(problem as ApiError);
  const take = async (chosen: File) => {
    setFile(chosen);
    setSheet(undefined);
    setError(undefined);
    setBusy(true);
    await post<Sheet>("lookup", chosen, typeOf(chosen), {labels: language}).then(setSheet, failed);
    setBusy(false);
  };
  return (
    <>
      <h1>{say("lookup")}</h1>
      <Drop accept=".xlsx,.csv" hint={say("lookup.hint")} take={(chosen) => void take(chosen)} />
      {busy && <Waiting />}
      {error && <Failure error={error} />}
      {sheet && file && (
        <>
          <p class="exports"><span role="status">{say("lookup.rows", {n: number(sheet.rows.length)})}</span>
            <button type="button" onClick={() => void download(file, language).catch(failed)}>{say("lookup.download")}</button></p>
          <div class="scroll" tabIndex={0} role="region" aria-label={say("lookup")}>
            <table>
              <thead><tr>{sheet.header.map((name, n) => <th scope="col" key={n}>{name}</th>)}</tr></thead>
              <tbody>{sheet.rows.map((row, n) => <tr key={n}>{row.map((cell, c) => <td key={c}>{cell}</td>)}</tr>)}</tbody>
            </table>
          </div>
        </>
      )}
    </>
  );
}
