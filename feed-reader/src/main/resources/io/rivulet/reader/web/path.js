// How a post got here: published, planned, delivered, read, with the time between. What makes this a
// pipeline one can see.
import { html, useLoaded } from "./ui.js";
import { get } from "./api.js";
import { counted } from "./parts.js";
import { clockTime, fullTime, span } from "./time.js";
import { statuses } from "./statuses.js";

const WAYS = {
  push: "pushed to your timeline",
  pull: "pulled: a large author",
  merge: "merged when you read",
  rebuild: "put in by a rebuild",
  own: "your own, at once",
};

/// Asked for once; what is not there yet is asked for again when it is looked at again.
async function pathOf(id) {
  const entry = statuses.get(id);
  try {
    const { body } = await get(`/api/rivulet/v1/statuses/${id}/path`);
    return { ...body, told: true };
  } catch (failure) {
    // A version that cannot tell: what the page saw itself is said, and nothing made up.
    if (!failure.missing) {
      throw failure;
    }
    return { published: entry.created_at, read: entry.seen?.at, by: null, told: false };
  }
}

/// The stations, each with what is known of it.
function stations(path, entry) {
  const live = entry.seen?.way === "live";
  return [
    { name: "Published", at: path.published, note: `by @${entry.account.acct}` },
    {
      name: "Planned",
      at: path.planned,
      note: path.deliveries == null ? null : counted(path.deliveries, "delivery", "deliveries"),
    },
    { name: "Delivered", at: path.delivered, note: WAYS[path.by] ?? null },
    { name: "Read", at: path.read, note: live ? "live, by itself" : "with a page" },
  ];
}

/// How long each station came after the one before that is known.
function withSpans(list) {
  let before = null;
  return list.map((station) => {
    const after = station.at && before ? Math.max(0, Date.parse(station.at) - Date.parse(before)) : null;
    before = station.at ?? before;
    return { ...station, after };
  });
}

/// @param shape `across` below a post, `down` beside the list, `down boxed` below a post on a phone
export function Path({ id, shape }) {
  const { value: path, failure } = useLoaded(pathOf, id);
  const entry = statuses.get(id);
  if (failure || !entry) {
    return html`<p class="path-note">How it got here cannot be told at the moment.</p>`;
  }
  const known = path ?? { published: entry.created_at };
  return html`<div class="path ${shape} ${path ? "" : "waiting"}">
    <ol aria-label="How this post got here">
      ${withSpans(stations(known, entry)).map((station) => html`<${Station} key=${station.name} ...${station} />`)}
    </ol>
    ${path && !path.told && html`<p class="path-note">Only what this page saw itself: the pipeline does not tell its times yet.</p>`}
  </div>`;
}

function Station({ name, at, note, after }) {
  return html`<li class=${at ? "station" : "station unknown"}>
    ${after != null && html`<span class="after">+${span(after)}</span>`}
    <b>${name}</b>
    ${at
      ? html`<time datetime=${at} title=${fullTime(at)}>${clockTime(at)}</time>`
      : html`<span class="not-told">not told</span>`}
    ${note && html`<small>${note}</small>`}
  </li>`;
}
