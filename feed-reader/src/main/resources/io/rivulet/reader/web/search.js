// People, tags and posts by what is typed. Where the service has no search yet, a whole name still
// finds its account.
import { html, useEffect, useLoaded, useRef, useTitle } from "./ui.js";
import { get } from "./api.js";
import { AccountLine, Failure, Note, Skeletons, ViewHead } from "./parts.js";
import { Post } from "./post.js";
import { go } from "./router.js";
import { statuses } from "./statuses.js";

/// While somebody types, asking for each letter helps nobody.
const PAUSE = 250;

export function Search({ query }) {
  const asked = (query.get("q") ?? "").trim();
  const { value: found, failure } = useLoaded(find, asked);
  const field = useRef();
  useTitle(asked ? `Search: ${asked}` : "Search");
  useEffect(() => field.current.focus(), []);
  const timer = useRef();
  const typed = (event) => {
    clearTimeout(timer.current);
    const path = `/search?${new URLSearchParams({ q: event.target.value })}`;
    timer.current = setTimeout(() => go(path, { replace: true }), PAUSE);
  };
  return html`<${ViewHead} title="Search" />
    <form class="search" role="search" onSubmit=${(event) => event.preventDefault()}>
      <input ref=${field} type="search" aria-label="Search for people, tags and posts" defaultValue=${asked} onInput=${typed}
        placeholder="A name, a #tag, some words" autocapitalize="none" autocomplete="off" spellcheck=${false} />
    </form>
    ${failure && html`<${Failure} failure=${failure} what="Search" />`}
    ${asked && !found && !failure && html`<${Skeletons} count=${3} />`}
    ${!asked && html`<${Note} title="Whom do you look for?">Names work best: try the beginning of one.<//>`}
    ${found && html`<${Found} found=${found} asked=${asked} />`}`;
}

async function find(text, signal) {
  if (!text) {
    return null;
  }
  try {
    const query = new URLSearchParams({ q: text, limit: "20" });
    const { body } = await get(`/api/v2/search?${query}`, { signal });
    return { ...body, statuses: statuses.take(body.statuses), partial: false };
  } catch (failure) {
    if (!failure.missing) {
      throw failure;
    }
    return { accounts: await named(text, signal), hashtags: [], statuses: [], partial: true };
  }
}

async function named(text, signal) {
  try {
    const query = new URLSearchParams({ acct: text.replace(/^@/, "") });
    return [(await get(`/api/v1/accounts/lookup?${query}`, { signal })).body];
  } catch (failure) {
    if (failure.missing || failure.status === 422) {
      return [];
    }
    throw failure;
  }
}

function Found({ found, asked }) {
  const { accounts, hashtags, statuses: posts, partial } = found;
  const none = accounts.length + hashtags.length + posts.length === 0;
  return html`<div class="found" aria-live="polite">
    ${partial && html`<p class="path-note">Only whole names can be looked up here yet.</p>`}
    ${none && html`<${Note} title="Nothing found">Nothing here is called “${asked}”.<//>`}
    ${accounts.length > 0 &&
    html`<section><h2>People</h2>${accounts.map((account) => html`<${AccountLine} key=${account.id} account=${account} />`)}</section>`}
    ${hashtags.length > 0 &&
    html`<section><h2>Tags</h2><ul class="tags">${hashtags.map(({ name }) => html`<li key=${name}><a href="/tags/${encodeURIComponent(name)}">#${name}</a></li>`)}</ul></section>`}
    ${posts.length > 0 &&
    html`<section><h2>Posts</h2><div class="feed">${posts.map((id) => html`<${Post} key=${id} id=${id} />`)}</div></section>`}
  </div>`;
}
