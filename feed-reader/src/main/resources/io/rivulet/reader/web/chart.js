// A small chart that moves: a line of water over the last samples, or over a time.
import { html } from "./ui.js";

const FEW = 8;
const WIDTH = 240;
const HEIGHT = 64;
/// What a chart over a time shows at least, in milliseconds.
export const LEAST_SPAN = 60_000;

export function Chart({ values }) {
  // The first samples fill the width soon; later ones push the oldest out.
  const steps = Math.max(values.length, FEW) - 1;
  return drawn(values.map((value, i) => [WIDTH - (values.length - 1 - i) * (WIDTH / steps), value]));
}

/// `points` are times in milliseconds and values, oldest first, at least one.
export function TimeChart({ points }) {
  const end = points.at(-1)[0];
  const span = Math.max(LEAST_SPAN, end - points[0][0]);
  return drawn(points.map(([at, value]) => [WIDTH - ((end - at) / span) * WIDTH, value]));
}

function drawn(values) {
  const top = Math.max(1, ...values.map(([, value]) => value)) * 1.15;
  const points = values.map(([x, value]) => [x, HEIGHT - (value / top) * HEIGHT]);
  const line = curve(points);
  const area = `${line}L${WIDTH} ${HEIGHT}L${points[0][0].toFixed(1)} ${HEIGHT}Z`;
  return html`<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true">
    <path class="area" d=${area} />
    <path class="line" d=${line} />
  </svg>`;
}

/// Through all points, level at each: water has no corners, and no value is overshot.
function curve(points) {
  return points.reduce((path, [x, y], i) => {
    if (i === 0) {
      return `M${x.toFixed(1)} ${y.toFixed(1)}`;
    }
    const [before, level] = points[i - 1];
    const middle = (before + x) / 2;
    return `${path}C${middle.toFixed(1)} ${level.toFixed(1)} ${middle.toFixed(1)} ${y.toFixed(1)} ${x.toFixed(1)} ${y.toFixed(1)}`;
  }, "");
}
