// Who reviews: the token is kept until this tab closes, and the server says whose it is.
import {useState} from "preact/hooks";
import {get, type Session, token} from "../api";
import {useWords} from "../words";

export function TokenEntry({session, changed}: {session: Session | undefined; changed: () => void}) {
  const {say} = useWords();
  const [wrong, setWrong] = useState(false);
  if (session?.reviewer) {
    return (
      <p>{say("token.as", {name: session.reviewer})}{" "}
        <button type="button" class="plain" onClick={() => { token.set(""); changed(); }}>{say("token.forget")}</button></p>
    );
  }
  const enter = async (event: SubmitEvent) => {
    event.preventDefault();
    token.set(String(new FormData(event.currentTarget as HTMLFormElement).get("token") ?? "").trim());
    const now = await get<Session>("session").catch(() => undefined);
    setWrong(!now?.reviewer);
    if (!now?.reviewer) token.set("");
    changed();
  };
  return (
    <form class="fields" onSubmit={enter}>
      <label>{say("token")}<input name="token" type="password" autocomplete="off" required /></label>
      <button type="submit">{say("token.ok")}</button>
      {wrong && <p role="alert" class="warn">{say("token.wrong")}</p>}
    </form>
  );
}
