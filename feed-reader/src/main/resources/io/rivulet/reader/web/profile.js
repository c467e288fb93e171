// Somebody's page.
import { html, useEffect, useLoaded, useMemo, useState, useTitle } from "./ui.js";
import { get } from "./api.js";
import { feedOf } from "./feed.js";
import { FeedView } from "./feed-view.js";
import { Avatar, Failure, IconButton, Note, Skeletons, ViewHead, nameOf, short } from "./parts.js";
import { address, safe } from "./sanitise.js";
import { refusal, setFollowing, setNotified } from "./acts.js";
import { me } from "./session.js";
import { say } from "./toast.js";

export function Profile({ name }) {
  const { value: account, failure } = useLoaded(named, name);
  useTitle(account ? `${nameOf(account)} (@${account.acct})` : `@${name}`);
  if (failure) {
    const title = failure.missing ? `There is no @${name}` : "That did not work";
    return html`<${ViewHead} title=${`@${name}`} back />
      ${failure.missing
        ? html`<${Note} title=${title}>Nobody of this name lives here.<//>`
        : html`<${Failure} failure=${failure} />`}`;
  }
  if (!account) {
    return html`<${ViewHead} title=${`@${name}`} back /><${Skeletons} count=${3} />`;
  }
  const posts = feedOf(`/api/v1/accounts/${account.id}/statuses`);
  return html`<${ViewHead} title=${nameOf(account)} back />
    <${About} account=${account} />
    <${FeedView} key=${account.id} feed=${posts} label=${`Posts of ${nameOf(account)}`} what="Posts" />`;
}

async function named(name) {
  return (await get(`/api/v1/accounts/lookup?acct=${encodeURIComponent(name)}`)).body;
}

function About({ account }) {
  const note = useMemo(() => safe(account.note), [account.note]);
  const [change, setChange] = useState(0);
  const own = me.value?.id === account.id;
  return html`<section class="about" aria-label="About">
    <img class="wide" src=${address(account.header)?.href} alt="" />
    <div class="about-head">
      <${Avatar} account=${account} size=${88} />
      ${me.value && !own && html`<${Follow} account=${account} onChange=${setChange} />`}
    </div>
    <p class="about-name"><b>${nameOf(account)}</b> <span class="acct">@${account.acct}</span></p>
    <div class="content">${note}</div>
    ${account.fields.length > 0 &&
    html`<dl class="fields">${account.fields.map(({ name, value }) => html`<div key=${name}><dt>${name}</dt><dd>${safe(value)}</dd></div>`)}</dl>`}
    <ul class="counts">
      <li><b>${short(account.statuses_count)}</b> posts</li>
      <li><b>${short(account.following_count)}</b> following</li>
      <li><b>${short(account.followers_count + change)}</b> followers</li>
    </ul>
  </section>`;
}

function Follow({ account, onChange }) {
  const [relation, setRelation] = useState(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    get(`/api/v1/accounts/relationships?id[]=${account.id}`).then(
      ({ body }) => setRelation(body[0]),
      () => {}, // without it there is no button, and the rest of the page is there
    );
  }, [account.id]);
  if (!relation) {
    return null;
  }
  const joined = relation.following || relation.requested;
  const press = async (act) => {
    setBusy(true);
    try {
      const now = await act();
      onChange((change) => change + Number(now.following) - Number(relation.following));
      setRelation(now);
    } catch (failure) {
      say(refusal(failure, "Following"));
    }
    setBusy(false);
  };
  const bell = () => press(() => setNotified(account.id, !relation.notifying));
  const follow = () => press(() => setFollowing(account.id, !joined));
  return html`<div class="follow">
    ${relation.followed_by && html`<span class="hint">follows you</span>`}
    ${relation.following &&
    html`<${IconButton} icon="bell" label="Notify me of each post" on=${relation.notifying} filled=${relation.notifying} aria-pressed=${relation.notifying} disabled=${busy} onClick=${bell} />`}
    <button type="button" class=${joined ? "button" : "button main"} aria-pressed=${joined} disabled=${busy} onClick=${follow}>
      ${relation.requested ? "Asked" : relation.following ? "Following" : account.locked ? "Ask to follow" : "Follow"}
    </button>
  </div>`;
}
