// Times as people say them.
import { html, useChanges } from "./ui.js";
import { Source } from "./source.js";

const UNITS = [
  [60, 1, "s"],
  [3600, 60, "min"],
  [86_400, 3600, "h"],
  [7 * 86_400, 86_400, "d"],
];
const DATE = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short" });
const OLD_DATE = new Intl.DateTimeFormat(undefined, { dateStyle: "medium" });
const FULL = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "medium" });
const CLOCK = new Intl.DateTimeFormat("en-GB", {
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  fractionalSecondDigits: 3,
});

/// One clock for all times on the page.
const clock = new Source();
setInterval(() => clock.changed(), 10_000);

function relative(time, now = Date.now()) {
  const seconds = Math.max(0, (now - Date.parse(time)) / 1000);
  for (const [below, unit, name] of UNITS) {
    if (seconds < below) {
      return seconds < 5 ? "now" : `${Math.floor(seconds / unit)} ${name}`;
    }
  }
  const date = new Date(time);
  return (date.getFullYear() === new Date(now).getFullYear() ? DATE : OLD_DATE).format(date);
}

export function Time({ at }) {
  useChanges(clock);
  return html`<time datetime=${at} title=${FULL.format(new Date(at))}>${relative(at)}</time>`;
}

/// To the millisecond.
export const clockTime = (time) => CLOCK.format(new Date(time));

export const fullTime = (time) => FULL.format(new Date(time));

/// A span of time, in the unit that says it best.
export function span(milliseconds) {
  if (milliseconds < 1000) {
    return `${Math.round(milliseconds)} ms`;
  }
  const seconds = milliseconds / 1000;
  if (seconds < 60) {
    return `${seconds.toFixed(seconds < 10 ? 1 : 0)} s`;
  }
  return seconds < 3600 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`;
}
