// The address bar is the state: what is shown can be sent as a link, and Back goes back.
import type {ComponentChildren, JSX} from "preact";
import {useEffect, useState} from "preact/hooks";
import {type Params, query} from "./api";

export interface Place {
  path: string;
  params: URLSearchParams;
}

const here = (): Place => ({path: location.pathname, params: new URLSearchParams(location.search)});
const watchers = new Set<(place: Place) => void>();
const tell = () => {
  for (const watcher of watchers) watcher(here());
};
addEventListener("popstate", tell);

export const href = (path: string, params: Params = {}): string => path + query(params);

/** Goes to an address of ours. `replace`: what is typed letter by letter is one step back. */
export function go(to: string, {replace = false} = {}): void {
  if (to === location.pathname + location.search) return;
  const moved = new URL(to, location.href).pathname !== location.pathname;
  history[replace ? "replaceState" : "pushState"](null, "", to);
  tell();
  if (moved) {
    scrollTo(0, 0);
    document.querySelector<HTMLElement>("main")?.focus();
  }
}

export function usePlace(): Place {
  const [place, setPlace] = useState(here);
  useEffect(() => {
    watchers.add(setPlace);
    return () => void watchers.delete(setPlace);
  }, []);
  return place;
}

type LinkProps = Omit<JSX.HTMLAttributes<HTMLAnchorElement>, "href"> &
  {to: string; params?: Params; children: ComponentChildren};

export function Link({to, params = {}, children, ...rest}: LinkProps) {
  const target = href(to, params);
  const follow = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(target);
  };
  return <a href={target} onClick={follow} {...rest}>{children}</a>;
}
