// Asks before something that cannot be taken back.
import { html } from "./ui.js";
import { closeDialog, Dialog, showDialog } from "./dialog.js";

export function confirmed(title, text, yes) {
  return new Promise((resolve) => {
    const answer = (value) => () => {
      closeDialog();
      resolve(value);
    };
    showDialog(html`<${Dialog} title=${title} kind="confirm" onClose=${answer(false)}>
      <p>${text}</p>
      <div class="choices">
        <button type="button" class="button" onClick=${answer(false)}>Keep it</button>
        <button type="button" class="button alarm" onClick=${answer(true)}>${yes}</button>
      </div>
    <//>`);
  });
}
