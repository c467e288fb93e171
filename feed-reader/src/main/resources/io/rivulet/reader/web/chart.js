// A small chart that moves: a line of water over the last samples.
import { html } from "./ui.js";

const FEW = 8;
const WIDTH = 240;
const HEIGHT = 64;

export function Chart({ values }) {
  const top = Math.max(1, ...values) * 1.15;
  // The first samples fill the width soon; later ones push the oldest out.
  const steps = Math.max(values.length, FEW) - 1;
  const x = (i) => WIDTH - (values.length - 1 - i) * (WIDTH / steps);
  const points = values.map((value, i) => [x(i), HEIGHT - (value / top) * HEIGHT]);
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
