// Dead letters: which there are, and a button that submits them again.
import { html, useLayoutEffect, useRef, useState } from "./ui.js";
import { clock, whole } from "./figures.js";
import { ask, usePolled } from "./operator.js";

const EVERY = 5000;
const SHOWN = 5;

export function Letters({ token }) {
  const { value, failure, again } = usePolled("dead-letters", token, EVERY);
  const [asked, setAsked] = useState(null);
  const [told, setTold] = useState("");
  const replay = async (choice) => {
    setAsked(null);
    setTold("Replaying …");
    const done = await ask("dead-letters", token, { choice });
    setTold(done.failure ? refused(done.failure) : replayed(done.value));
    again();
  };
  return html`<section class="panel whole letters"><h2>Dead letters: what could not be used</h2>
    ${failure && html`<p class="problem">${failure.text}</p>`}
    <p class="told" role="status">${told}</p>
    ${value && html`<${Reasons} board=${value} setAsked=${setAsked} /><${Newest} letters=${value.newest} setAsked=${setAsked} />
      ${value.newest.some((one) => one.state === "STAYS") && html`<p>Only what came by <code>feed.submissions.v1</code> can be replayed: it is validated
        anew and gets a new place. A record of another topic has its place in that topic's order, and would be out of it anywhere else.</p>`}`}
    ${asked && html`<${Confirm} asked=${asked} yes=${() => replay(asked.choice)} no=${() => setAsked(null)} />`}
  </section>`;
}

function refused(failure) {
  return failure.status === 403
    ? "This token may look only. `deploy/rivulet operations --write` prints an address that may replay, too"
    : `It broke off: ${failure.text}. Press again for what still waits; of those marked uncertain nobody knows whether they were sent: deploy/rivulet dead-letters replay --again`;
}

function replayed({ replayed: count, left }) {
  const rest = left > 0 ? `, ${whole(left)} wait still: press again` : "";
  return count === 0 ? "Nothing was left to replay" : `${whole(count)} replayed${rest}. What is still invalid comes back`;
}

function Reasons({ board, setAsked }) {
  const most = Math.max(1, ...board.reasons.map((one) => one.letters));
  const past = board.replayed > 0 ? `${whole(board.replayed)} were replayed` : "";
  return html`${board.reasons.length === 0 && html`<p class="quiet">None${past && `; ${past}`}</p>`}
    <ul class="rows">${board.reasons.map((one) => html`<li key=${one.reason}><b>${one.reason}</b>
      <span class="bar" aria-hidden="true"><i style=${{ width: `${(one.letters / most) * 100}%` }}></i></span>
      <span class="number">${whole(one.letters)}
        ${one.waiting > 0 && html`<button class="button small" onClick=${() => setAsked(ofReason(one))}>Replay all</button>`}</span></li>`)}</ul>
    ${board.reasons.length > 0 && past && html`<p>${past}</p>`}`;
}

function Newest({ letters, setAsked }) {
  const lines = (some) => html`<ul class="letter-lines">${some.map((one) => html`<${Letter} key=${one.number} one=${one} setAsked=${setAsked} />`)}</ul>`;
  return html`${lines(letters.slice(0, SHOWN))}
    ${letters.length > SHOWN && html`<details class="more"><summary>${letters.length - SHOWN} before that</summary>${lines(letters.slice(SHOWN))}</details>`}`;
}

function Letter({ one, setAsked }) {
  return html`<li>
    <span class="when" title=${one.time}>${clock(Date.parse(one.time))}</span>
    <span class="what"><span><b>${one.reason}</b> ${one.detail}</span><code>${one.excerpt}</code>
      <small>${one.topic}, partition ${one.partition}, offset ${whole(one.offset)}${stateOf(one)}</small></span>
    ${one.state === "WAITING" && html`<button class="button small" aria-label=${`Replay letter ${one.number}`} onClick=${() => setAsked(ofLetter(one))}>Replay</button>`}
  </li>`;
}

function stateOf({ number, state }) {
  if (state === "UNCERTAIN") {
    return html`: perhaps replayed, by a replay that broke off. <code>deploy/rivulet dead-letters replay --number ${number} --again</code> sends it`;
  }
  return state === "STAYS" ? ": cannot be replayed" : "";
}

const ofReason = ({ reason, waiting }) => ({
  title: `Replay ${whole(waiting)} ${waiting === 1 ? "letter" : "letters"}?`,
  text: `All of ${reason} that wait, in their order, 500 at a time.`,
  choice: { reason },
});

const ofLetter = ({ number, reason }) => ({
  title: "Replay this letter?",
  text: `Number ${number}, ${reason}.`,
  choice: { numbers: [number] },
});

function Confirm({ asked, yes, no }) {
  const dialog = useRef();
  useLayoutEffect(() => dialog.current.showModal(), []);
  const cancel = (event) => {
    event.preventDefault(); // the state decides, not the element
    no();
  };
  return html`<dialog ref=${dialog} class="dialog confirm" aria-labelledby="dialog-title" onCancel=${cancel}>
    <div class="dialog-inside"><header><h2 id="dialog-title">${asked.title}</h2></header>
      <p>${asked.text}</p>
      <p>What is replayed is submitted again as it is, and counts as made now: a follow wins over an unfollow made since. It is sent once, whoever else presses.</p>
      <div class="choices">
        <button type="button" class="button" onClick=${no}>Leave</button>
        <button type="button" class="button main" onClick=${yes}>Replay now</button>
      </div>
    </div></dialog>`;
}
