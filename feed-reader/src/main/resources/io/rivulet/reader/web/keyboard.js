// Keys: everything a mouse does in a list, without one. They act only while nothing is being typed.
import { html } from "./ui.js";
import { Value } from "./source.js";
import { compose } from "./compose.js";
import { dialogIsOpen, Dialog, showDialog } from "./dialog.js";
import { go } from "./router.js";
import { me } from "./session.js";
import { statuses } from "./statuses.js";
import { toggle } from "./acts.js";

/// The entry that was focused last; its way is told beside the list.
export const selected = new Value(null);

const KEYS = [
  ["j", "Next post", () => step(1)],
  ["k", "Previous post", () => step(-1)],
  ["Enter", "Open the post", open],
  ["n", "Write a post", () => signedIn() && compose()],
  ["r", "Reply", () => onStatus((status) => compose({ answered: status }))],
  ["f", "Favourite", () => onStatus(({ id }) => toggle("favourite", id))],
  ["b", "Boost", () => onStatus(({ id }) => toggle("reblog", id))],
  [".", "Show new posts", () => document.querySelector(".pill button")?.click()],
  ["h", "Home", () => signedIn() && go("/home")],
  ["/", "Search", () => signedIn() && go("/search")],
  ["?", "This help", help],
];

const signedIn = () => Boolean(me.value);

export function installKeys() {
  addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (typing || dialogIsOpen() || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const found = KEYS.find(([key]) => key === event.key);
    // Enter belongs to the link or button that has the focus.
    if (found && (event.key !== "Enter" || event.target.matches("article"))) {
      event.preventDefault();
      found[2]();
    }
  });
}

const articles = () => [...document.querySelectorAll("main article[data-entry]")];
const focused = () => document.activeElement?.closest?.("article[data-entry]");
/// In a thread it is the one that the thread is about, as long as no other has the focus.
const chosen = () => focused() ?? document.querySelector("main article.main");

/// From the focused post, or from the first one on the screen.
function step(by) {
  const all = articles();
  const from = all.indexOf(focused());
  const to = from < 0 ? all.findIndex((post) => post.getBoundingClientRect().bottom > 80) : from + by;
  const post = all[Math.min(Math.max(to, 0), all.length - 1)];
  post?.focus({ preventScroll: true });
  post?.scrollIntoView({ block: "nearest" });
}

function open() {
  const status = statuses.shown(focused()?.dataset.entry);
  if (status) {
    go(`/@${status.account.acct}/${status.id}`);
  }
}

function onStatus(act) {
  const status = statuses.shown(chosen()?.dataset.entry);
  if (status && signedIn()) {
    act(status);
  }
}

export function help() {
  showDialog(html`<${Dialog} title="Keys" kind="keys">
    <dl>
      ${KEYS.map(([key, meaning]) => html`<div key=${key}><dt><kbd>${key}</kbd></dt><dd>${meaning}</dd></div>`)}
    </dl>
  <//>`);
}
