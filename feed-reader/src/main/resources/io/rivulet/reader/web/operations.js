// The operations page: asks the reader every two seconds how all services are, and draws it.
import { html, render, useState } from "./ui.js";
import { LEAST_SPAN, TimeChart } from "./chart.js";
import { FaultLog, Faults } from "./faults.js";
import { Bar, lasted, percent, short, size, time, whole } from "./figures.js";
import { Letters } from "./letters.js";
import { givenToken, isRefusal, keepToken, usePolled } from "./operator.js";

const EVERY = 2000;
const HISTORY_EVERY = 10_000;
/// Beyond what the reader has kept by then.
const KEPT = 30;
const RUNBOOK_EVERY = 600_000;
const MOST_KEYSPACES = 9;
const SIZES = { small: "≤ 100 followers", medium: "≤ 10,000", large: "more" };

function Page() {
  const [token, setToken] = useState(givenToken);
  const [samples, setSamples] = useState([]);
  const { value: now, failure } = usePolled("vitals", token, EVERY, (one) => setSamples((all) => [...all, one].slice(-KEPT)));
  const history = usePolled("history", token, HISTORY_EVERY).value ?? { points: [], faults: [] };
  const runbook = usePolled("runbook", token, RUNBOOK_EVERY).value;
  const take = (fresh) => {
    keepToken(fresh);
    setToken(fresh);
  };
  if (!token || isRefusal(failure)) {
    return html`<${Ask} told=${token ? "That token is not taken, or not any more." : ""} take=${take} />`;
  }
  return html`<main>
    <${Top} now=${now} failure=${failure} />
    ${now && html`<${Faults} faults=${now.faults} runbook=${runbook} />
      <${Panels} samples=${samples} now=${now} history=${history} token=${token} />`}
  </main>`;
}

function Ask({ told, take }) {
  const [text, setText] = useState("");
  const submit = (event) => {
    event.preventDefault();
    take(text.trim());
  };
  return html`<main><form class="ask" onSubmit=${submit}>
    <h1>Rivulet: operations</h1>
    <p>This page shows what only operators may see. It needs a token with the scope <code>admin:read</code>;
      of a local run, <code>deploy/rivulet operations</code> prints an address that has one.</p>
    ${told && html`<p class="told" role="alert">${told}</p>`}
    <label>Token <input type="password" autocomplete="off" value=${text} onInput=${(event) => setText(event.target.value)} /></label>
    <button class="button main" disabled=${!text.trim()}>Show</button>
  </form></main>`;
}

function Top({ now, failure }) {
  const bad = failure || now?.faults.length > 0;
  const words = failure?.text ?? (now ? (bad ? `${now.faults.length} to look at` : "All is well") : "Looking …");
  return html`<header class="top">
    <h1>Rivulet: operations</h1>
    <span class=${bad ? "state bad" : "state"} role="status"><i></i>${words}</span>
  </header>`;
}

function Panels({ samples, now, history, token }) {
  const { points, faults } = history;
  const fresh = samples.filter((one) => one.at > (points.at(-1)?.at ?? 0));
  const drawn = [...points, ...fresh.map(({ at, oldest, flow }) => ({ at, oldest, ...flow }))];
  const each = (value) => (drawn.length > 0 ? drawn.map((one) => [one.at, value(one)]) : [[now.at, 0]]);
  return html`<div class="panels">
    <${Figure} title="Oldest post that is not delivered" value=${time(now.oldest)} points=${each((one) => one.oldest)}>
      What is read from Kafka and not in home timelines yet<//>
    <${Figure} title="Deliveries a second" value=${whole(now.flow.deliveries)} points=${each((one) => one.deliveries)}>
      ${short(now.flow.posts)} post events, ${short(now.flow.rebuilds)} rebuilds a second<//>
    <${Figure} title="Requests a second" value=${whole(now.flow.requests)} points=${each((one) => one.requests)}>
      ${short(now.flow.failed)} of them answered with 5xx<//>
    <${AgesPanel} samples=${samples} />
    <${Lags} lags=${now.lags} />
    <${Processes} processes=${now.processes} />
    <${Authors} costs=${now.costs} />
    <${Memory} memory=${now.memory} />
    <${FaultLog} faults=${faults} />
    <${Letters} token=${token} />
  </div>`;
}

function Figure({ title, value, points, children }) {
  const span = Math.max(LEAST_SPAN, points.at(-1)[0] - points[0][0]);
  return html`<section class="panel"><h2>${title}</h2>
    <span class="great">${value}</span><p>${children}</p><${TimeChart} points=${points} />
    <span class="axis"><span>${lasted(span)} ago</span><span>now</span></span></section>`;
}

/// A size of which nothing was delivered just now shows what was last.
function AgesPanel({ samples }) {
  const last = Object.keys(SIZES).map((name) => [name, samples.findLast((one) => one.ages[name]?.count > 0)?.ages[name]]);
  const most = Math.max(0.001, ...last.map(([, age]) => age?.p99 ?? 0));
  return html`<section class="panel wide"><h2>From post to home timeline: half, and 99 %</h2>
    <ul class="rows">${last.map(([name, age]) => html`<li key=${name}><b>${SIZES[name]}</b>
      <${Bar} share=${(age?.p99 ?? 0) / most} half=${(age?.p50 ?? 0) / most} />
      <span class="number">${age ? `${time(age.p50)}, ${time(age.p99)}` : "nothing yet"}</span></li>`)}</ul></section>`;
}

function Lags({ lags }) {
  return html`<section class="panel wide"><h2>Waiting in Kafka, a bar a partition</h2>
    <ul class="rows">${Object.entries(lags).map(([topic, all]) => {
      const most = Math.max(...all);
      return html`<li key=${topic}><b title=${topic}>${topic.replace(/^feed\.|\.v\d+$/g, "")}</b>
        <span class="partitions" aria-hidden="true">${all.map((lag) => html`<i class=${lag > 0 ? "" : "none"}
          style=${{ height: `${lag > 0 ? Math.max(12, (lag / most) * 100) : 0}%` }}></i>`)}</span>
        <span class="number">${whole(all.reduce((sum, lag) => sum + lag, 0))} records</span></li>`;
    })}</ul></section>`;
}

/// Shares of all deliveries: a bar that is full is an author who has all of them.
function Authors({ costs }) {
  const share = (one) => one.deliveries / Math.max(1, costs.planned);
  return html`<section class="panel wide"><h2>Authors whose posts cost most, in the last minutes</h2>
    ${costs.authors.length === 0 && html`<p class="quiet">No post was delivered to anybody</p>`}
    <ul class="rows">${costs.authors.map((one) => html`<li key=${one.id}><b title=${one.id}>${one.name ? `@${one.name}` : one.id}</b>
      <${Bar} share=${share(one)} /><span class="number">${percent(share(one))}, ${whole(one.deliveries)}</span></li>`)}</ul></section>`;
}

function Processes({ processes }) {
  const most = Math.max(1, ...processes.map((one) => one.tasks));
  return html`<section class="panel wide"><h2>Processes and their tasks</h2>
    <ul class="rows">${processes.map((one) => html`<li key=${one.service}>
      <b><span class=${one.up ? "dot" : "dot down"}></span>${one.service}</b>
      ${one.tasks > 0 ? html`<${Bar} share=${one.tasks / most} />` : html`<span></span>`}
      <span class="number">${told(one)}</span></li>`)}</ul></section>`;
}

function told(process) {
  if (!process.up) {
    return "down";
  }
  const restoring = process.restoring > 0 ? `, ${whole(process.restoring)} to restore` : "";
  return process.tasks > 0 ? `${whole(process.tasks)} tasks, ${whole(process.lag)} behind${restoring}` : "up";
}

function Memory({ memory }) {
  const all = Object.entries(memory.keyspaces);
  const most = Math.max(1, ...all.map(([, one]) => one.bytes));
  const limit = memory.limit > 0 ? `of ${size(memory.limit)}` : "without a limit";
  return html`<section class="panel wide"><h2>Redis: ${size(memory.used)}, ${limit}</h2>
    <ul class="rows">${all.slice(0, MOST_KEYSPACES).map(([name, one]) => html`<li key=${name}><b>${name}</b>
      <${Bar} share=${one.bytes / most} /><span class="number">${size(one.bytes)} in ${whole(one.keys)}</span></li>`)}</ul>
    ${all.length > MOST_KEYSPACES && html`<p>and ${all.length - MOST_KEYSPACES} keyspaces that take less</p>`}</section>`;
}

render(html`<${Page} />`, document.getElementById("page"));
