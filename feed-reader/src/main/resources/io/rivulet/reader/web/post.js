// One post in a list: who, when, what, and what can be done with it.
import { html, useLayoutEffect, useMemo, useState } from "./ui.js";
import { Avatar, IconButton, nameOf } from "./parts.js";
import { Icon } from "./icons.js";
import { Media } from "./media.js";
import { Path } from "./path.js";
import { Time } from "./time.js";
import { address, safe } from "./sanitise.js";
import { remove, toggle } from "./acts.js";
import { compose } from "./compose.js";
import { confirmed } from "./confirm.js";
import { me } from "./session.js";
import { selected } from "./keyboard.js";
import { statuses } from "./statuses.js";

/// Four stations beside each other need room.
const NARROW = matchMedia("(max-width: 640px)");

const WHO_SEES = {
  public: "Everybody can see this",
  unlisted: "Everybody can see this; not in public timelines",
  private: "Only followers can see this",
  direct: "Only those mentioned can see this",
};

/// The entry and what it shows, as they are now.
function useEntry(id) {
  const [, again] = useState({});
  useLayoutEffect(() => {
    let before = [statuses.get(id), statuses.shown(id)];
    return statuses.subscribe(() => {
      const now = [statuses.get(id), statuses.shown(id)];
      if (now.some((status, i) => status !== before[i])) {
        before = now;
        again({});
      }
    });
  }, [id]);
  return { entry: statuses.get(id), status: statuses.shown(id) };
}

/// @param main the one that a thread is about
export function Post({ id, place, main = false }) {
  const { entry, status } = useEntry(id);
  const [open, setOpen] = useState(false);
  if (!entry || !status) {
    return null; // deleted meanwhile
  }
  const byline = `by-${id}`;
  return html`<article
    class=${main ? "post main" : "post"}
    tabindex="0"
    data-entry=${id}
    aria-labelledby=${byline}
    aria-posinset=${place}
    aria-setsize=${place ? -1 : undefined}
    onFocusIn=${() => (selected.value = id)}
  >
    ${entry.reblog && html`<${Boosted} by=${entry.account} />`}
    <a class="post-avatar" href="/@${status.account.acct}" tabindex="-1" aria-hidden="true">
      <${Avatar} account=${status.account} />
    </a>
    <${Head} status=${status} byline=${byline} />
    <${Body} status=${status} />
    <${Acts} status=${status} open=${open} onPath=${() => setOpen(!open)} />
    ${open && html`<${Path} id=${id} shape=${NARROW.matches ? "down boxed" : "across"} />`}
  </article>`;
}

function Boosted({ by }) {
  return html`<p class="boosted">
    <${Icon} name="boost" /> <a href="/@${by.acct}">${nameOf(by)}</a> boosted
  </p>`;
}

function Head({ status, byline }) {
  const { account, visibility } = status;
  return html`<header>
    <a class="names" id=${byline} href="/@${account.acct}">
      <b>${nameOf(account)}</b> <span class="acct">@${account.acct}</span>
    </a>
    <span class="when">
      ${visibility !== "public" &&
      html`<span class="visibility" role="img" aria-label=${WHO_SEES[visibility]} title=${WHO_SEES[visibility]}>
        <${Icon} name=${visibility} />
      </span>`}
      ${status.edited_at && html`<span class="edited" title="Edited">edited</span>`}
      <a href="/@${account.acct}/${status.id}" class="at"><${Time} at=${status.created_at} /></a>
    </span>
  </header>`;
}

function Body({ status }) {
  const [shown, setShown] = useState(!status.spoiler_text);
  const content = useMemo(() => safe(status.content), [status.content]);
  const id = `content-${status.id}`;
  return html`<div class="body">
    ${status.in_reply_to_id && html`<${Answers} status=${status} />`}
    ${status.spoiler_text &&
    html`<p class="warning">
      <${Icon} name="warning" /> <span>${status.spoiler_text}</span>
      <button type="button" class="button small" aria-expanded=${shown} aria-controls=${id} onClick=${() => setShown(!shown)}>
        ${shown ? "Hide" : "Show"}
      </button>
    </p>`}
    <div id=${id} hidden=${!shown}>
      <div class="content" lang=${status.language ?? undefined} dir="auto">${content}</div>
      ${status.media_attachments.length > 0 &&
      html`<${Media} list=${status.media_attachments} sensitive=${status.sensitive && !status.spoiler_text} />`}
      ${status.card && status.media_attachments.length === 0 && html`<${Card} card=${status.card} />`}
    </div>
  </div>`;
}

function Answers({ status }) {
  const answered = status.mentions.find(({ id }) => id === status.in_reply_to_account_id);
  const self = status.in_reply_to_account_id === status.account.id;
  const to = self ? "an earlier post" : answered ? `@${answered.acct}` : "a post";
  return html`<p class="answers">
    <${Icon} name="reply" /> answers <a href="/posts/${status.in_reply_to_id}">${to}</a>
  </p>`;
}

function Card({ card }) {
  const url = address(card.url);
  return (
    url &&
    html`<a class="card" href=${url.href} target="_blank" rel="nofollow noopener noreferrer">
      <span class="site">${card.provider_name || url.host}</span>
      <b>${card.title}</b>
      ${card.description && html`<span>${card.description}</span>`}
    </a>`
  );
}

function Acts({ status, open, onPath }) {
  const { id, favourited, reblogged, bookmarked } = status;
  const signedIn = Boolean(me.value);
  const own = signedIn && status.account.id === me.value.id;
  const boostable = ["public", "unlisted"].includes(status.visibility) || (own && status.visibility === "private");
  return html`<div class="acts" role="group" aria-label="Actions">
    ${signedIn &&
    html`<${IconButton} icon="reply" label="Reply" count=${status.replies_count} onClick=${() => compose({ answered: status })} />
      <${IconButton} icon="boost" tone="boost" on=${reblogged} aria-pressed=${Boolean(reblogged)} disabled=${!boostable}
        label=${boostable ? "Boost" : "Boost (not for this audience)"} count=${status.reblogs_count} onClick=${() => toggle("reblog", id)} />
      <${IconButton} icon="favourite" tone="favourite" on=${favourited} aria-pressed=${Boolean(favourited)} filled=${favourited}
        label="Favourite" count=${status.favourites_count} onClick=${() => toggle("favourite", id)} />
      <${IconButton} icon="bookmark" tone="bookmark" on=${bookmarked} aria-pressed=${Boolean(bookmarked)} filled=${bookmarked}
        label="Bookmark" onClick=${() => toggle("bookmark", id)} />`}
    ${own &&
    html`<${IconButton} icon="delete" label="Delete" onClick=${async () => {
      if (await confirmed("Delete this post?", "It disappears for everybody, for good.", "Delete")) {
        await remove(id);
      }
    }} />`}
    <${IconButton} icon="path" tone="path" label="How it got here" on=${open} aria-expanded=${open} onClick=${onPath} />
  </div>`;
}
