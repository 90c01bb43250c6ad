// A quotation with its source, to copy or to print on a sheet of its own.
import {useEffect, useRef, useState} from "preact/hooks";
import type {Schema} from "../api";
import {useWords} from "../words";

export function Cite({article, sentence, close}: {article: Schema["Article"]; sentence: string; close: () => void}) {
  const {say, day} = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  const [copied, setCopied] = useState(false);
  useEffect(() => dialog.current?.showModal(), []);
  const lines = [
    sentence && `“${sentence}”`, article.title ?? "", article.site ?? "",
    article.published ? `${say("article.published")}: ${day(article.published)}` : "",
    article.last_fetched ? `${say("article.fetched")}: ${day(article.last_fetched)}` : "",
    article.url ?? article.source,
    `${say("cite.read")} ${day(new Date().toISOString().slice(0, 10))}: ${location.href}`,
  ].filter(Boolean);
  const copy = () => void navigator.clipboard.writeText(lines.join("\n")).then(() => setCopied(true));
  return (
    <dialog ref={dialog} class="sheet" onClose={close} aria-label={say("cite")}>
      <h2>{say("cite")}</h2>
      {lines.map((line, n) => <p key={n}>{line}</p>)}
      <p class="buttons">
        <button type="button" onClick={copy}>{say(copied ? "copied" : "cite.copy")}</button>
        <button type="button" onClick={() => print()}>{say("cite.print")}</button>
        <button type="button" class="plain" onClick={() => dialog.current?.close()}>{say("close")}</button>
      </p>
    </dialog>
  );
}
