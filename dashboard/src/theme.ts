// Light or dark as the reader chose; until then as the system has it. Also loaded by the guide, which has
// no other script.
const kTheme = "bangvang-theme";
const watchers = new Set<() => void>();
const system = matchMedia("(prefers-color-scheme: dark)");
const tell = () => {
  for (const watcher of watchers) watcher();
};
system.addEventListener("change", tell);

export const isDark = (): boolean => {
  const chosen = document.documentElement.dataset["theme"];
  return chosen ? chosen === "dark" : system.matches;
};

export function toggleTheme(): void {
  const theme = isDark() ? "light" : "dark";
  document.documentElement.dataset["theme"] = theme;
  localStorage.setItem(kTheme, theme);
  tell();
}

/** Calls `changed` at each change, until what is given back is called. */
export function watchTheme(changed: () => void): () => void {
  watchers.add(changed);
  return () => void watchers.delete(changed);
}

const chosen = localStorage.getItem(kTheme);
if (chosen) document.documentElement.dataset["theme"] = chosen;
