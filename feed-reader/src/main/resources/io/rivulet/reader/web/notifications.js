// What others did that concerns the one who reads.
import { html, useChanges, useEffect, useTitle } from "./ui.js";
import { Failure, Note, Skeletons, ViewHead, Avatar, nameOf } from "./parts.js";
import { Icon } from "./icons.js";
import { Post } from "./post.js";
import { Time } from "./time.js";
import { notices } from "./notices.js";

const SAYS = {
  mention: ["reply", "mentioned you"],
  reblog: ["boost", "boosted your post"],
  favourite: ["favourite", "likes your post"],
  follow: ["follow", "follows you"],
  follow_request: ["follow", "asks to follow you"],
  status: ["bell", "published a post"],
  update: ["write", "edited a post"],
  poll: ["bell", "ended a poll"],
};

export function Notifications() {
  useTitle("Notifications");
  useChanges(notices);
  useEffect(() => void notices.open(), []);
  const { list, state, failure } = notices;
  return html`<${ViewHead} title="Notifications" />
    ${state === "failed" && html`<${Failure} failure=${failure} what="Notifications" again=${() => notices.open()} />`}
    ${state === "loading" && list.length === 0 && html`<${Skeletons} />`}
    ${state === "ready" && list.length === 0 && html`<${Note} title="All quiet">When somebody mentions you, follows you or likes a post of yours, it is here.<//>`}
    <section class="feed" aria-label="Notifications" aria-busy=${state === "loading"}>
      ${list.map((notice) => html`<${Notice} key=${notice.id} notice=${notice} />`)}
    </section>
    ${notices.next && html`<p class="middle"><button type="button" class="button" onClick=${() => notices.more()}>Older</button></p>`}`;
}

function Notice({ notice }) {
  const { account, type, status, created_at } = notice;
  const [icon, words] = SAYS[type] ?? ["bell", type];
  return html`<div class="notice ${type}">
    <p class="notice-head">
      <${Icon} name=${icon} filled=${type === "favourite"} />
      <${Avatar} account=${account} size=${28} />
      <span><a href="/@${account.acct}"><b>${nameOf(account)}</b></a> ${words}</span>
      <${Time} at=${created_at} />
    </p>
    ${status && html`<${Post} id=${status.id} />`}
  </div>`;
}
