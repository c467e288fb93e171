// The operations page: asks the reader every two seconds how all services are, and draws it.
import { html, render, useEffect, useState } from "./ui.js";
import { Chart } from "./chart.js";

const EVERY = 2000;
const KEPT = 150;
const KEY = "rivulet.operator";
const TOKEN = /^#token=([\w.-]+)$/;
const MOST_KEYSPACES = 9;
const UNITS = ["B", "KB", "MB", "GB", "TB"];
const SIZES = { small: "≤ 100 followers", medium: "≤ 10,000", large: "more" };

const whole = (value) => Math.round(value).toLocaleString("en");
const short = (value) => (value < 10 ? value.toFixed(1) : whole(value));
const time = (seconds) => (seconds < 1 ? `${whole(seconds * 1000)} ms` : `${short(seconds)} s`);

function size(bytes) {
  const unit = Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  return `${unit === 0 ? whole(bytes) : (bytes / 1000 ** unit).toFixed(1)} ${UNITS[unit]}`;
}

/// The token comes behind the address's sharp sign, which browsers send nowhere, and leaves it at once.
function given() {
  const [, token] = TOKEN.exec(location.hash) ?? [];
  if (token) {
    sessionStorage.setItem(KEY, token);
    history.replaceState(null, "", location.pathname);
  }
  return sessionStorage.getItem(KEY);
}

function Page() {
  const [token, setToken] = useState(given);
  const [samples, setSamples] = useState([]);
  const [failure, setFailure] = useState(null);
  useEffect(() => watch(token, setSamples, setFailure), [token]);
  const take = (fresh) => {
    sessionStorage.setItem(KEY, fresh);
    setFailure(null);
    setToken(fresh);
  };
  if (!token || failure?.status === 401 || failure?.status === 403) {
    return html`<${Ask} told=${token ? "That token is not taken, or not any more." : ""} take=${take} />`;
  }
  const now = samples.at(-1);
  return html`<main>
    <${Top} now=${now} failure=${failure} />
    ${now && html`<${Faults} faults=${now.faults} /><${Panels} samples=${samples} now=${now} />`}
  </main>`;
}

function watch(token, setSamples, setFailure) {
  if (!token) {
    return undefined;
  }
  let timer = 0;
  const stop = new AbortController();
  const ask = async () => {
    try {
      const answer = await fetch("/operations/vitals", {
        headers: { authorization: `Bearer ${token}` },
        signal: stop.signal,
      });
      const body = await answer.json();
      if (answer.ok) {
        setSamples((before) => [...before, body].slice(-KEPT));
      }
      setFailure(answer.ok ? null : { status: answer.status, text: body.error });
      if (answer.status === 401 || answer.status === 403) {
        return; // another token begins anew
      }
    } catch (failed) {
      if (stop.signal.aborted) {
        return;
      }
      setFailure({ status: 0, text: `feed-reader does not answer (${failed.message})` });
    }
    timer = setTimeout(ask, EVERY);
  };
  ask();
  return () => {
    stop.abort();
    clearTimeout(timer);
  };
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

function Faults({ faults }) {
  return faults.length > 0 && html`<ul class="faults">${faults.map((fault) => html`<li key=${fault}>${fault}</li>`)}</ul>`;
}

function Panels({ samples, now }) {
  const each = (value) => samples.map(value);
  return html`<div class="panels">
    <${Figure} title="Oldest post that is not delivered" value=${time(now.oldest)} values=${each((one) => one.oldest)}>
      What is read from Kafka and not in home timelines yet<//>
    <${Figure} title="Deliveries a second" value=${whole(now.flow.deliveries)} values=${each((one) => one.flow.deliveries)}>
      ${short(now.flow.posts)} post events, ${short(now.flow.rebuilds)} rebuilds a second<//>
    <${Figure} title="Requests a second" value=${whole(now.flow.requests)} values=${each((one) => one.flow.requests)}>
      ${short(now.flow.failed)} of them answered with 5xx<//>
    <${AgesPanel} samples=${samples} />
    <${Lags} lags=${now.lags} />
    <${Processes} processes=${now.processes} />
    <${Memory} memory=${now.memory} />
  </div>`;
}

function Figure({ title, value, values, children }) {
  return html`<section class="panel"><h2>${title}</h2>
    <span class="great">${value}</span><p>${children}</p><${Chart} values=${values} /></section>`;
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

function Bar({ share, half }) {
  const width = (part) => `${Math.max(0, Math.min(100, part * 100)).toFixed(1)}%`;
  return html`<span class="bar" aria-hidden="true"><i style=${{ width: width(share) }}></i>
    ${half === undefined ? "" : html`<i class="half" style=${{ width: width(half) }}></i>`}</span>`;
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
