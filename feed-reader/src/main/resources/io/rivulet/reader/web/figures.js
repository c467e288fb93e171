// How the operations page says numbers, and draws shares.
import { html } from "./ui.js";

const UNITS = ["B", "KB", "MB", "GB", "TB"];
const MINUTE = 60_000;
const CLOCK = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });

export const whole = (value) => Math.round(value).toLocaleString("en");
export const short = (value) => (value < 10 ? value.toFixed(1) : whole(value));
export const time = (seconds) => (seconds < 1 ? `${whole(seconds * 1000)} ms` : `${short(seconds)} s`);
export const clock = (millis) => CLOCK.format(new Date(millis));
export const percent = (share) => (share > 0 && share < 0.01 ? "< 1 %" : `${Math.round(share * 100)} %`);

export function size(bytes) {
  const unit = Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  return `${unit === 0 ? whole(bytes) : (bytes / 1000 ** unit).toFixed(1)} ${UNITS[unit]}`;
}

/// A span of time.
export function lasted(millis) {
  return millis < MINUTE ? `${Math.round(millis / 1000)} s` : `${Math.round(millis / MINUTE)} min`;
}

export function Bar({ share, half }) {
  const width = (part) => `${Math.max(0, Math.min(100, part * 100)).toFixed(1)}%`;
  return html`<span class="bar" aria-hidden="true"><i style=${{ width: width(share) }}></i>
    ${half === undefined ? "" : html`<i class="half" style=${{ width: width(half) }}></i>`}</span>`;
}
