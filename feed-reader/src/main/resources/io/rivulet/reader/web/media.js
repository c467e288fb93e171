// Pictures and films of a post, in a grid of known shape, so that nothing jumps when they arrive.
import { html, useState } from "./ui.js";
import { Icon } from "./icons.js";
import { address } from "./sanitise.js";
import { showDialog, Dialog } from "./dialog.js";

export function Media({ list, sensitive }) {
  const [covered, setCovered] = useState(sensitive);
  if (covered) {
    return html`<button type="button" class="covered" onClick=${() => setCovered(false)}>
      <${Icon} name="warning" /> Sensitive: show ${list.length === 1 ? "it" : `${list.length} media`}
    </button>`;
  }
  return html`<div class="media of-${Math.min(list.length, 4)}">
    ${list.map((medium) => html`<${Medium} key=${medium.id} medium=${medium} alone=${list.length === 1} />`)}
  </div>`;
}

function Medium({ medium, alone }) {
  const [failed, setFailed] = useState(false);
  const url = address(medium.url ?? medium.preview_url);
  const aspect = medium.meta?.original?.aspect ?? 1.5;
  // Very tall and very wide ones are cut in the list, and whole when they are opened.
  const shape = alone ? shapeOf(aspect) : "";
  if (!url || failed) {
    return html`<div class="medium lost ${shape}">
      <${Icon} name="picture" />
      <p>${medium.description || "A picture without a description"}</p>
    </div>`;
  }
  if (medium.type === "video" || medium.type === "gifv" || medium.type === "audio") {
    const poster = address(medium.preview_url);
    return html`<div class="medium ${shape}">
      <video controls preload="none" src=${url.href} poster=${poster?.href} aria-label=${medium.description || "Film"}
        onError=${() => setFailed(true)}></video>
    </div>`;
  }
  const preview = address(medium.preview_url ?? medium.url);
  return html`<button type="button" class="medium ${shape}" onClick=${() => showDialog(html`<${Whole} medium=${medium} />`)}>
    <img src=${preview.href} alt=${medium.description ?? ""} loading="lazy" decoding="async" onError=${() => setFailed(true)} />
    ${!medium.description && html`<span class="hidden">A picture without a description</span>`}
  </button>`;
}

/// Classes and not styles: the content security policy lets no style into an attribute of HTML.
function shapeOf(aspect) {
  return aspect < 0.9 ? "tall" : aspect < 1.2 ? "square" : aspect < 1.6 ? "wide" : "cinema";
}

function Whole({ medium }) {
  return html`<${Dialog} title="Picture" kind="whole">
    <img src=${address(medium.url).href} alt=${medium.description ?? ""} />
    ${medium.description && html`<p>${medium.description}</p>`}
  <//>`;
}
