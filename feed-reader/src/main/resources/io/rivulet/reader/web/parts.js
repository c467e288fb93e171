// Small parts that many views use.
import { html } from "./ui.js";
import { Icon } from "./icons.js";
import { address } from "./sanitise.js";
import { refusal } from "./acts.js";

export const nameOf = (account) => account.display_name || account.username;

/// Decoration beside the name, so it says nothing itself.
export function Avatar({ account, size = 44 }) {
  const url = address(account.avatar_static ?? account.avatar);
  return html`<img class="avatar" src=${url?.href} alt="" width=${size} height=${size} loading="lazy" />`;
}

export function AccountLine({ account, children }) {
  return html`<div class="account-line">
    <${Avatar} account=${account} size=${40} />
    <a href="/@${account.acct}" class="names">
      <b>${nameOf(account)}</b> <span class="acct">@${account.acct}</span>
    </a>
    ${children}
  </div>`;
}

/// Says that something is missing, and what to do about it.
export function Note({ title, children, tone = "calm" }) {
  return html`<div class="note ${tone}" role=${tone === "alarm" ? "alert" : undefined}>
    <svg class="ripple" viewBox="0 0 120 36" aria-hidden="true">
      <path d="M4 12q14-10 28 0t28 0 28 0 28 0M18 26q10-8 21 0t21 0 21 0 21 0" />
    </svg>
    <h2>${title}</h2>
    ${children && html`<p>${children}</p>`}
  </div>`;
}

/// What went wrong, and a way to try again.
export function Failure({ failure, what = "This", again }) {
  return html`<${Note} title=${failure.missing ? "Not here yet" : "That did not work"} tone="alarm">
    ${refusal(failure, what)}
  <//>
    ${again &&
    !failure.missing &&
    html`<p class="middle"><button type="button" class="button" onClick=${again}>Try again</button></p>`}`;
}

/// The shape of what is coming, so that nothing jumps when it is there.
export function Skeletons({ count = 5 }) {
  return html`<div class="skeletons" aria-hidden="true">
    ${Array.from({ length: count }, (_, i) => html`<div class="skeleton" key=${i}>
        <span class="disc"></span>
        <span class="line short"></span><span class="line"></span><span class="line half"></span>
      </div>`)}
  </div>`;
}

/// A button that shows an icon; `label` is what it does, in words.
export function IconButton({ icon, label, count, on, tone = "", filled, ...more }) {
  return html`<button type="button" class="act ${tone} ${on ? "on" : ""}" aria-label=${label} title=${label} ...${more}>
    <${Icon} name=${icon} filled=${filled ?? false} />
    ${count > 0 && html`<span class="count" aria-hidden="true">${short(count)}</span>`}
  </button>`;
}

/// 12,345 as 12k, so that a row of counts stays a row.
export const short = (count) =>
  count < 10_000 ? count.toLocaleString("en") : `${Math.floor(count / 1000)}k`;

export const counted = (count, one, many = `${one}s`) =>
  `${count.toLocaleString("en")} ${count === 1 ? one : many}`;

export function ViewHead({ title, back, children }) {
  return html`<header class="view-head">
    ${back &&
    html`<${IconButton} icon="back" label="Back" onClick=${() => history.back()} />`}
    <h1 tabindex="-1">${title}</h1>
    ${children}
  </header>`;
}
