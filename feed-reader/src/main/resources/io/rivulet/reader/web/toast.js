// Short messages at the bottom, which screen readers read out.
import { html, useChanges } from "./ui.js";
import { Value } from "./source.js";

const SHOWN = 5000;
const message = new Value("");
let timer = 0;

export function say(text) {
  clearTimeout(timer);
  message.value = text;
  timer = setTimeout(() => {
    message.value = "";
  }, SHOWN);
}

export function Toast() {
  useChanges(message);
  return html`<div class="toast" role="status" aria-live="polite">
    ${message.value && html`<p>${message.value}</p>`}
  </div>`;
}
