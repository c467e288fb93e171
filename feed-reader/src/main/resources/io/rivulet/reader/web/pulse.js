// The system's pulse: how much flows through it now, as small charts that move.
import { html, useEffect, useState } from "./ui.js";
import { get } from "./api.js";
import { Chart } from "./chart.js";

const EVERY = 2000;
const KEPT = 45;

const TILES = [
  ["posts_per_second", "posts a second", (value) => value.toFixed(value < 10 ? 1 : 0)],
  ["deliveries_per_second", "deliveries a second", (value) => Math.round(value).toLocaleString("en")],
  ["delivery_age_ms", "ms from post to timeline", (value) => Math.round(value).toLocaleString("en")],
  ["listeners", "listening now", (value) => Math.round(value).toLocaleString("en")],
];

/// Nothing is shown of what the service does not tell.
export function Pulse() {
  const samples = useSamples();
  const last = samples.at(-1);
  const known = last ? TILES.filter(([name]) => Number.isFinite(last[name])) : [];
  if (known.length === 0) {
    return null;
  }
  return html`<section class="pulse" aria-label="The system now">
    ${known.map(([name, words, shown]) => html`<figure key=${name} class=${name}>
      <figcaption><b>${shown(last[name])}</b> ${words}</figcaption>
      <${Chart} values=${samples.map((sample) => sample[name] ?? 0)} />
    </figure>`)}
  </section>`;
}

function useSamples() {
  const [samples, setSamples] = useState([]);
  useEffect(() => {
    let timer = 0;
    let going = true;
    const ask = async () => {
      try {
        const { body } = await get("/api/rivulet/v1/pulse");
        if (going) {
          setSamples((before) => [...before, body].slice(-KEPT));
        }
      } catch (failure) {
        going &&= !failure.missing; // a version without a pulse gets none later either
      }
      if (going) {
        timer = setTimeout(ask, EVERY);
      }
    };
    ask();
    return () => {
      going = false;
      clearTimeout(timer);
    };
  }, []);
  return samples;
}
