// The home timeline, and two plain feeds.
import { html, useChanges, useTitle } from "./ui.js";
import { feedOf, home } from "./feed.js";
import { FeedView } from "./feed-view.js";
import { Icon } from "./icons.js";
import { Avatar, Note, ViewHead } from "./parts.js";
import { compose } from "./compose.js";
import { connection } from "./live.js";
import { me } from "./session.js";

export function Home() {
  const feed = home();
  useChanges(feed);
  useTitle(feed.waiting.length ? `(${feed.waiting.length}) Home` : "Home");
  return html`<${ViewHead} title="Home"><${Live} /><//>
    <button type="button" class="prompt" onClick=${() => compose()}>
      <${Avatar} account=${me.value} size=${36} /> <span>What is on your mind?</span> <${Icon} name="write" />
    </button>
    <${FeedView} feed=${feed} label="Home timeline" empty=${html`<${Empty} />`} what="Timelines" />`;
}

function Empty() {
  return html`<${Note} title="Your stream is still dry">
    Follow some people and their posts flow here. <a href="/search">Find somebody</a>
  <//>`;
}

function Live() {
  useChanges(connection);
  const live = connection.value === "live";
  return html`<span class=${live ? "live on" : "live"} role="status">
    <i aria-hidden="true"></i>${live ? "Live" : "Connecting …"}
  </span>`;
}

export function Tag({ tag }) {
  useTitle(`#${tag}`);
  const feed = feedOf(`/api/v1/timelines/tag/${encodeURIComponent(tag)}`);
  return html`<${ViewHead} title=${`#${tag}`} back />
    <${FeedView} key=${tag} feed=${feed} label=${`Posts with #${tag}`} what="Timelines of tags" />`;
}

export function Bookmarks() {
  useTitle("Bookmarks");
  return html`<${ViewHead} title="Bookmarks" />
    <${FeedView} feed=${feedOf("/api/v1/bookmarks")} label="Bookmarks" what="Bookmarks" empty=${html`<${Note} title="Nothing kept yet">
      The bookmark below a post keeps it here, for you alone.
    <//>`} />`;
}
