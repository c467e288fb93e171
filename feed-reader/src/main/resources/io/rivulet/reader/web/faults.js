// What is wrong, what the runbook says about it, and what was wrong before.
import { html } from "./ui.js";
import { clock, lasted } from "./figures.js";

const SHOWN = 6;
/// Code, emphasis, links: what the runbook's entries have of Markdown.
const PARTS = /(`[^`]+`|\*[^*]+\*|\[[^\]]+\]\([^)]+\))/;

function marked(text) {
  return text.split(PARTS).map((part) => {
    if (part.startsWith("`")) {
      return html`<code>${part.slice(1, -1)}</code>`;
    }
    if (PARTS.test(part)) {
      return part.startsWith("*") ? html`<i>${part.slice(1, -1)}</i>` : part.slice(1, part.indexOf("]"));
    }
    return part;
  });
}

export function Faults({ faults, runbook }) {
  return faults.length > 0 && html`<ul class="faults">${faults.map((fault) => html`<li key=${`${fault.alert} ${fault.of}`}>
    <b>${fault.text}</b><${Advice} alert=${fault.alert} entry=${runbook?.[fault.alert]} /></li>`)}</ul>`;
}

function Advice({ alert, entry }) {
  return entry && html`<details><summary>What to do: the runbook's ${alert}</summary>
    <dl><dt>Means</dt><dd>${marked(entry.means)}</dd><dt>Look</dt><dd>${marked(entry.look)}</dd><dt>Do</dt><dd>${marked(entry.does)}</dd></dl>
  </details>`;
}

export function FaultLog({ faults }) {
  return html`<section class="panel wide"><h2>What was wrong</h2>
    ${faults.length === 0 && html`<p class="quiet">Nothing since this reader was started</p>`}
    <${Lines} faults=${faults.slice(0, SHOWN)} />
    ${faults.length > SHOWN && html`<details class="more"><summary>${faults.length - SHOWN} before that</summary>
      <${Lines} faults=${faults.slice(SHOWN)} /></details>`}</section>`;
}

function Lines({ faults }) {
  return html`<ul class="lines">${faults.map((fault) => html`<li key=${`${fault.alert} ${fault.of} ${fault.opened}`}>
    <span class="when">${clock(fault.opened)}</span><span>${fault.text}</span>
    <span class=${fault.closed ? "number" : "number now"}>${fault.closed ? `for ${lasted(fault.closed - fault.opened)}` : "now"}</span></li>`)}</ul>`;
}
