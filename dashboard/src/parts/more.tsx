// The foot of a list: how to get the next page of it.
import type {ApiError} from "../api";
import {useWords} from "../words";
import {Failure} from "./status";

export function More({next, more, error}: {next: string | null; more: () => void; error?: ApiError | undefined}) {
  const {say} = useWords();
  if (error) return <Failure error={error} again={more} />;
  return next ? <p class="more"><button type="button" onClick={more}>{say("more")}</button></p> : null;
}
