// What stands in the place of something that is awaited, failed or empty.
import type {ComponentChildren} from "preact";
import {useErrorBoundary} from "preact/hooks";
import {ApiError} from "../api";
import type {Loaded} from "../load";
import {useWords} from "../words";

export function Failure({error, again}: {error: ApiError; again?: () => void}) {
  const {say} = useWords();
  return (
    <div class="note failure" role="alert">
      <strong>{say("failed")}</strong>
      <p>{error.status === 0 ? say("failed.unreachable") : error.message}</p>
      {again && <button type="button" onClick={again}>{say("again")}</button>}
    </div>
  );
}

/** Holds a page: what goes wrong while it is drawn is told in its place, and the rest stays. */
export function Guarded({children}: {children: ComponentChildren}) {
  const [broken, mend] = useErrorBoundary((error) => console.error(error));
  return broken ? <Failure error={new ApiError(1, "page", String(broken))} again={mend} /> : <>{children}</>;
}

export function Empty({children}: {children?: ComponentChildren}) {
  const {say} = useWords();
  return (
    <div class="note empty">
      <strong>{say("none")}</strong>
      <p>{children ?? say("none.hint")}</p>
    </div>
  );
}

export function Waiting() {
  const {say} = useWords();
  return <p class="waiting" role="status"><span class="spinner" aria-hidden="true" />{say("loading")}</p>;
}

/** Shows `children(value)` once it is there (`whole`: with the heading of the page); a former value stays, greyed, while a new one comes. */
export function Await<T>({of, whole = false, children}:
  {of: Loaded<T>; whole?: boolean; children: (value: T) => ComponentChildren}) {
  const {say} = useWords();
  if (of.error) return <>{whole && <h1>{say("not-found")}</h1>}<Failure error={of.error} again={of.again} /></>;
  if (of.value === undefined) return <Waiting />;
  return <div class={of.loading ? "stale" : undefined} aria-busy={of.loading}>{children(of.value)}</div>;
}
