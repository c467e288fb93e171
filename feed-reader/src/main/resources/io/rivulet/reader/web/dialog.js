// Dialogs: the browser's own, which keep the focus inside, close with Escape, and give the focus back.
import { html, useChanges, useLayoutEffect, useRef } from "./ui.js";
import { IconButton } from "./parts.js";
import { Value } from "./source.js";

const current = new Value(null);

export function showDialog(content) {
  current.value = content;
}

export function closeDialog() {
  current.value = null;
}

export const dialogIsOpen = () => current.value !== null;

/// Where the dialog goes, once on the page.
export function DialogPlace() {
  useChanges(current);
  return current.value;
}

export function Dialog({ title, kind = "", onClose = closeDialog, children }) {
  const dialog = useRef();
  // At once, and not after painting: what is typed next belongs to the dialog.
  useLayoutEffect(() => {
    const before = document.activeElement;
    dialog.current.showModal();
    return () => before?.focus?.({ preventScroll: true });
  }, []);
  const cancel = (event) => {
    event.preventDefault(); // the state decides, not the element
    onClose();
  };
  const outside = (event) => event.target === dialog.current && kind !== "compose" && onClose();
  return html`<dialog ref=${dialog} class="dialog ${kind}" aria-labelledby="dialog-title" onCancel=${cancel} onClick=${outside}>
    <div class="dialog-inside">
      <header>
        <h2 id="dialog-title">${title}</h2>
        <${IconButton} icon="close" label="Close" onClick=${onClose} />
      </header>
      ${children}
    </div>
  </dialog>`;
}
