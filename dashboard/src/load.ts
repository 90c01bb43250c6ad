// Asking the server from a component: what is awaited, what came, what went wrong.
import {useCallback, useEffect, useRef, useState} from "preact/hooks";
import {ApiError, get, type Params, query} from "./api";

export interface Loaded<T> {
  value?: T;
  error?: ApiError;
  loading: boolean;
  again: () => void;
}

/** Asks for `path`, and anew when it or a parameter changes; the former answer stays until then. */
export function useLoad<T>(path: string | null, params: Params = {}): Loaded<T> {
  const key = path === null ? null : path + query(params);
  const [state, setState] = useState<Omit<Loaded<T>, "again">>({loading: key !== null});
  const [round, setRound] = useState(0);
  useEffect(() => {
    if (path === null) return;
    const stop = new AbortController();
    setState((old) => ({...old, error: undefined, loading: true}));
    get<T>(path, params, stop.signal).then(
      (value) => setState({value, loading: false}),
      (error) => {
        if (!stop.signal.aborted) setState({error: error as ApiError, loading: false});
      },
    );
    return () => stop.abort();
  }, [key, round]);
  return {...state, again: useCallback(() => setRound((n) => n + 1), [])};
}

interface Page<T> {
  items: T[];
  next: string | null;
}

/** A list page by page: `more` asks for the next one and puts it behind those that are there. */
export function useList<T, P extends Page<T>>(path: string, params: Params) {
  const first = useLoad<P>(path, params);
  const key = path + query(params);
  const [rest, setRest] = useState<{of: string; items: T[]; next: string | null; error?: ApiError}>();
  const asked = useRef(false);
  const further = rest?.of === key ? rest : undefined;
  const next = further ? further.next : first.value?.next ?? null;
  const more = async () => {
    if (!next || asked.current) return;
    asked.current = true;
    const items = further?.items ?? [];
    try {
      const page = await get<P>(path, {...params, cursor: next});
      setRest({of: key, items: [...items, ...page.items], next: page.next});
    } catch (error) {
      setRest({of: key, items, next, error: error as ApiError});
    } finally {
      asked.current = false;
    }
  };
  return {...first, items: [...(first.value?.items ?? []), ...(further?.items ?? [])], next, more,
    moreError: further?.error};
}
