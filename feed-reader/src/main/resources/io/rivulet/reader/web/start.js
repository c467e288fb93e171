// The start page: what this is, that it is alive, and a way in.
import { html, useEffect, useLoaded, useRef, useState, useTitle } from "./ui.js";
import { authorizeAddress, signIn } from "./oauth.js";
import { Icon, Mark } from "./icons.js";
import { Pulse } from "./pulse.js";
import { River } from "./river.js";
import { toggleTheme } from "./theme.js";

export function Start() {
  useTitle("");
  return html`<div class="start">
    <header class="start-head">
      <span class="brand"><${Mark} /><span>Rivulet</span></span>
      <button type="button" class="way" aria-label="Dark or light" onClick=${toggleTheme}><${Icon} name="theme" /></button>
      <${SignIn} />
    </header>
    <main id="main" tabindex="-1">
      <section class="hero">
        <h1>Every post finds<br />its way home.</h1>
        <p>Rivulet carries what people publish into the home timelines of all who follow them, within
          milliseconds, and shows for each post the way that it took.</p>
        <${People} />
      </section>
      <${River} />
      <${Pulse} />
      <${Points} />
    </main>
  </div>`;
}

function SignIn() {
  const [problem, setProblem] = useState("");
  const press = () => signIn().catch((failure) => setProblem(failure.message));
  return html`<button type="button" class="button" onClick=${press}>Sign in</button>
    ${problem && html`<p role="alert" class="problem">Signing in is not possible: ${problem}</p>`}`;
}

/// The people whom the provider's own page offers, as its own form: one press signs in. The form comes
/// from that page with what protects it against forgery, so nothing has to be trusted here.
function People() {
  // Without them there is the button at the top.
  const { value: form } = useLoaded(offered);
  if (!form) {
    return html`<p class="people waiting" aria-hidden="true"></p>`;
  }
  return html`<form class="people" method="post" action=${form.action}>
    <input type="hidden" name="csrf" value=${form.csrf} />
    <h2>Be one of the people of this demo</h2>
    <div>
      ${form.names.map((name) => html`<button key=${name} name="account" value=${name} class="button person">
        <i class="tint-${tint(name)}" aria-hidden="true">${name[0].toUpperCase()}</i>@${name}
      </button>`)}
    </div>
  </form>`;
}

const tint = (name) => [...name].reduce((sum, letter) => sum + letter.codePointAt(0), 0) % 6;

async function offered() {
  const answer = await fetch(await authorizeAddress("/home", { force_login: "true" }));
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const form = [...page.forms].find((one) => one.querySelector("button[name=account]"));
  if (!form) {
    return null;
  }
  // `getAttribute`: the address is the provider's own path, whatever document it was parsed in.
  const action = new URL(form.getAttribute("action"), location.origin);
  const names = [...form.querySelectorAll("button[name=account]")].map((button) => button.value);
  return {
    action: action.pathname + action.search,
    csrf: form.querySelector("input[name=csrf]").value,
    names: names.slice(0, 8),
  };
}

function Points() {
  return html`<ul class="points">
    <li><b>Kafka is the truth.</b> What a timeline holds is defined by the log alone, and can be proved at any time.</li>
    <li><b>Redis is a cache.</b> It may be lost: what is missing is rebuilt when somebody reads.</li>
    <li><b>Your client works.</b> Compatible with the Mastodon client API: <code>/api/v1</code> is right here.</li>
  </ul>`;
}

export function SignedIn({ query, onDone }) {
  const [problem, setProblem] = useState("");
  const begun = useRef(false);
  useEffect(() => {
    if (!begun.current) {
      begun.current = true; // a code is good for one token
      onDone(query).catch((failure) => setProblem(failure.message));
    }
  }, []);
  return html`<main class="alone" id="main">
    ${problem
      ? html`<h1>Signing in did not work</h1><p role="alert">${problem}</p>
          <button type="button" class="button main" onClick=${() => signIn()}>Try again</button>`
      : html`<p role="status">Signing in …</p>`}
  </main>`;
}
