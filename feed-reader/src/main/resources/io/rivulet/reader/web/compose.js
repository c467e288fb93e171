// Writing a post, or an answer to one.
import { html, useLayoutEffect, useRef, useState } from "./ui.js";
import { get } from "./api.js";
import { publish, refusal, upload } from "./acts.js";
import { closeDialog, Dialog, showDialog } from "./dialog.js";
import { Icon } from "./icons.js";
import { me } from "./session.js";
import { nameOf, IconButton } from "./parts.js";
import { Pictures } from "./pictures.js";
import { say } from "./toast.js";
import { text as plain } from "./sanitise.js";

const VISIBILITIES = [
  ["public", "Everybody"],
  ["unlisted", "Everybody, quietly"],
  ["private", "Followers"],
  ["direct", "Those mentioned"],
];
const MOST_PICTURES = 4;

let limit = 5000;
let limitAsked = false;

/// Opens the dialog. Without `answered` it is a post of its own.
export function compose({ answered = null } = {}) {
  showDialog(html`<${Compose} answered=${answered} begin=${mentions(answered)} />`);
}

/// Whom an answer addresses: its author and all who were mentioned, but oneself.
function mentions(answered) {
  if (!answered) {
    return "";
  }
  const names = [answered.account.acct, ...answered.mentions.map(({ acct }) => acct)];
  const others = [...new Set(names)].filter((acct) => acct !== me.value.acct);
  return others.map((acct) => `@${acct} `).join("");
}

function Compose({ answered, begin }) {
  const [text, setText] = useState(begin);
  const [warning, setWarning] = useState(answered?.spoiler_text || null);
  const [visibility, setVisibility] = useState(answered?.visibility ?? "public");
  const [pictures, setPictures] = useState([]);
  const [problem, setProblem] = useState("");
  const [busy, setBusy] = useState(false);
  const key = useRef(crypto.randomUUID());
  const field = useRef();
  useLayoutEffect(() => {
    field.current.focus();
    field.current.setSelectionRange(begin.length, begin.length);
    askLimit();
  }, []);

  const left = limit - [...text].length - [...(warning ?? "")].length;
  const empty = text.trim() === "" && pictures.length === 0;
  const add = (files) => setPictures([...pictures, ...fresh(files)].slice(0, MOST_PICTURES));

  async function send(event) {
    event?.preventDefault();
    if (busy || empty || left < 0) {
      return;
    }
    setBusy(true);
    setProblem("");
    try {
      await publish(await draft(), key.current);
      closeDialog();
      say(answered ? "Answered." : "Published.");
    } catch (failure) {
      setProblem(failure.text ?? refusal(failure, "Publishing"));
      setBusy(false);
    }
  }

  async function draft() {
    const media_ids = [];
    for (const picture of pictures) {
      media_ids.push(await uploaded(picture));
    }
    return {
      status: text,
      visibility,
      media_ids,
      ...(warning ? { spoiler_text: warning, sensitive: true } : {}),
      ...(answered ? { in_reply_to_id: answered.id } : {}),
    };
  }

  async function close() {
    const changed = text !== begin || pictures.length > 0;
    if (changed && !confirm("Leave without publishing? What you wrote is lost.")) {
      return;
    }
    closeDialog();
  }

  const keys = (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      send();
    }
  };
  return html`<${Dialog} title=${answered ? `Answer ${nameOf(answered.account)}` : "New post"} kind="compose" onClose=${close}>
    ${answered && html`<blockquote>${plain(answered.content)}</blockquote>`}
    <form onSubmit=${send} onKeyDown=${keys}>
      ${warning !== null &&
      html`<label class="field">Content warning
        <input value=${warning} onInput=${(event) => setWarning(event.target.value)} placeholder="What it is about" maxlength="500" />
      </label>`}
      <textarea ref=${field} aria-label="Text" rows="6" placeholder="What is on your mind?" value=${text} dir="auto"
        onInput=${(event) => setText(event.target.value)} onPaste=${(event) => add(event.clipboardData.files)}></textarea>
      <${Pictures} list=${pictures} onChange=${setPictures} />
      ${problem && html`<p role="alert" class="problem">${problem}</p>`}
      <div class="tools">
        <label class="act file" title="Add pictures">
          <${Icon} name="picture" /><span class="hidden">Add pictures</span>
          <input type="file" accept="image/png,image/jpeg,image/gif,image/webp" multiple
            onChange=${(event) => add(event.target.files)} />
        </label>
        <${IconButton} icon="warning" label="Content warning" aria-pressed=${warning !== null} on=${warning !== null}
          onClick=${() => setWarning(warning === null ? "" : null)} />
        <label class="choice"><span class="hidden">Who can see it</span>
          <select value=${visibility} onChange=${(event) => setVisibility(event.target.value)}>
            ${VISIBILITIES.map(([value, name]) => html`<option key=${value} value=${value}>${name}</option>`)}
          </select>
        </label>
        <span class=${left < 0 ? "left over" : "left"}>${left}</span>
        <button class="button main" disabled=${busy || empty || left < 0}>${busy ? "Publishing …" : "Publish"}</button>
      </div>
    </form>
  <//>`;
}

/// Uploads a picture once, however often publishing is tried.
async function uploaded(picture) {
  try {
    picture.id ??= await upload(picture.file, picture.description);
    return picture.id;
  } catch (failure) {
    throw Object.assign(failure, { text: refusal(failure, "Pictures") });
  }
}

function fresh(files) {
  return [...files]
    .filter((file) => file.type.startsWith("image/"))
    .map((file) => ({ file, description: "", preview: URL.createObjectURL(file), id: null }));
}

/// How much a post may have; asked for once, when somebody first writes.
async function askLimit() {
  if (!limitAsked) {
    limitAsked = true;
    const { body } = await get("/api/v2/instance").catch(() => ({ body: null }));
    limit = body?.configuration?.statuses?.max_characters ?? limit;
  }
}
