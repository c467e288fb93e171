// Dark or light: what the system says, unless somebody chose.
import { Value } from "./source.js";

const KEY = "rivulet.theme";
const dark = matchMedia("(prefers-color-scheme: dark)");

export const theme = new Value(shown());

function shown() {
  return localStorage.getItem(KEY) ?? (dark.matches ? "dark" : "light");
}

/// Before anything is painted: this module is loaded by the page's head.
export function apply() {
  theme.value = shown();
  document.documentElement.dataset.theme = theme.value;
}

export function toggleTheme() {
  const chosen = theme.value === "dark" ? "light" : "dark";
  // Choosing what the system says anyway means: follow it again.
  if (chosen === (dark.matches ? "dark" : "light")) {
    localStorage.removeItem(KEY);
  } else {
    localStorage.setItem(KEY, chosen);
  }
  apply();
}

dark.addEventListener("change", apply);
