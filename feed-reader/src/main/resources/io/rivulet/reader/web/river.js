// The picture on the start page: one stream that parts into many. Drawn once; the drops on it are moved
// by the browser (`animateMotion`), and are left out where motion is not wanted.
import { html } from "./ui.js";

const ENDS = [12, 48, 84, 120, 156, 192, 228];
const MIDDLE = 120;
const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;

/// From the source on the left through the one bed to a timeline on the right.
const course = (y) =>
  `M0 ${MIDDLE}C120 ${MIDDLE - 30} 200 ${MIDDLE + 30} 320 ${MIDDLE}C460 ${MIDDLE} 520 ${y} 680 ${y}H1000`;

export function River() {
  return html`<svg class="river" viewBox="0 0 1000 240" preserveAspectRatio="none" aria-hidden="true" focusable="false">
    ${ENDS.map((y) => html`<path key=${y} d=${course(y)} />`)}
    ${!calm && ENDS.map((y, i) => html`<${Drop} key=${y} y=${y} i=${i} />`)}
  </svg>`;
}

function Drop({ y, i }) {
  const begin = `${(i * 7) % 5}s`;
  return html`<ellipse rx="5" ry="5.5">
    <animateMotion dur=${`${5 + (i % 3)}s`} begin=${begin} repeatCount="indefinite" path=${course(y)} />
  </ellipse>`;
}
