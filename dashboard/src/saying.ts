// What a reviewer says of facts and records: sent one by one, each to be taken back.
import {useRef, useState} from "preact/hooks";
import {ApiError, postJson, type Schema} from "./api";

export type Action = "accept" | "reject" | "edit" | "add";

export interface Said {
  action: Action;
  corrections: number[];
}

const kTries = 20, kPause = 250;  // while somebody else writes to the store; ms

async function patient<T>(path: string, body: unknown): Promise<T> {
  for (let tried = 1; ; ++tried) {
    try {
      return await postJson<T>(path, body);
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== "busy" || tried === kTries) throw error;
      await new Promise((done) => setTimeout(done, kPause));
    }
  }
}

/** `done` is called after each change. What was said last is `said.at(-1)`. */
export function useSaying(done: () => void) {
  const [said, setSaid] = useState<Said[]>([]);
  const [error, setError] = useState<ApiError>();
  const [busy, setBusy] = useState(false);
  const asked = useRef(false);  // keys come faster than states change
  const run = async (work: () => Promise<void>): Promise<boolean> => {
    if (asked.current) return false;
    asked.current = true;
    setBusy(true);
    setError(undefined);
    try {
      await work();
      return true;
    } catch (problem) {
      setError(problem as ApiError);
      return false;
    } finally {
      asked.current = false;
      setBusy(false);
      done();
    }
  };
  const say = (action: Action, body: object) => run(async () => {
    const {corrections} = await patient<Schema["Corrected"]>(`review/${action}`, body);
    setSaid((all) => [...all, {action, corrections}]);
  });
  const undo = (corrections = said.at(-1)?.corrections) => run(async () => {
    if (!corrections) return;
    await patient<Schema["Corrected"]>("review/undo", {corrections});
    setSaid((all) => all.filter((one) => !one.corrections.some((number) => corrections.includes(number))));
  });
  return {say, undo, said, error, busy};
}
