// The pictures that a new post will have, each with a description for those who cannot see it.
import { html } from "./ui.js";
import { IconButton } from "./parts.js";

export function Pictures({ list, onChange }) {
  const describe = (i, description) =>
    onChange(list.map((picture, at) => (at === i ? { ...picture, description, id: null } : picture)));
  const drop = (i) => {
    URL.revokeObjectURL(list[i].preview);
    onChange(list.filter((_, at) => at !== i));
  };
  return (
    list.length > 0 &&
    html`<ul class="pictures">
      ${list.map((picture, i) => html`<li key=${picture.preview}>
        <img src=${picture.preview} alt="" />
        <label class="field">Description
          <input value=${picture.description} maxlength="1500" placeholder="For those who cannot see it"
            onInput=${(event) => describe(i, event.target.value)} />
        </label>
        <${IconButton} icon="close" label="Remove this picture" onClick=${() => drop(i)} />
      </li>`)}
    </ul>`
  );
}
