// A post with what it answers and what answers it.
import { html, useEffect, useLayoutEffect, useRef, useState, useTitle } from "./ui.js";
import { get } from "./api.js";
import { Failure, nameOf, Skeletons, ViewHead } from "./parts.js";
import { Post } from "./post.js";
import { home } from "./feed.js";
import { statuses } from "./statuses.js";
import { text } from "./sanitise.js";

const NOBODY = { ancestors: [], descendants: [] };

export function Thread({ id }) {
  const [around, setAround] = useState(NOBODY);
  const [failure, setFailure] = useState(null);
  const [partial, setPartial] = useState(null);
  const [count, setCount] = useState(0);
  const status = statuses.get(id);
  useTitle(status ? `${nameOf(status.account)}: ${text(status.content).slice(0, 60)}` : "Post");
  useEffect(() => {
    let current = true;
    setFailure(null);
    setPartial(null);
    const seen = { way: "page", at: new Date().toISOString() };
    const one = get(`/api/v1/statuses/${id}`).then(({ body }) => {
      statuses.take([body], seen);
      current && setCount((n) => n + 1);
    });
    const context = get(`/api/v1/statuses/${id}/context`).then(({ body }) => {
      const lists = {
        ancestors: statuses.take(body.ancestors, seen),
        descendants: statuses.take(body.descendants, seen),
      };
      current && setAround(lists);
    });
    one.catch((reason) => current && setFailure(reason));
    context.catch((reason) => current && setPartial(reason));
    // An answer that was just written here belongs below.
    const stop = home().subscribe(() => current && setCount((n) => n + 1));
    return () => {
      current = false;
      stop();
    };
  }, [id]);
  const mine = home().ids.filter((own) => statuses.get(own)?.in_reply_to_id === id);
  const below = [...around.descendants, ...mine.filter((own) => !around.descendants.includes(own))];
  return html`<${ViewHead} title="Thread" back />
    ${failure && !status && html`<${Failure} failure=${failure} what="This post" />`}
    ${!failure && !status && html`<${Skeletons} count=${2} />`}
    ${status && html`<${Posts} id=${id} above=${around.ancestors} below=${below} count=${count} />`}
    ${status && partial && html`<p class="path-note middle">What it answers and its answers cannot be shown at the moment.</p>`}`;
}

function Posts({ id, above, below }) {
  const main = useRef();
  useLayoutEffect(() => {
    // What it answers appears above it: the post stays where the eye is.
    const top = main.current.getBoundingClientRect().top + scrollY;
    scrollTo(0, above.length ? top - 120 : 0);
  }, [id, above.length]);
  return html`<div class="feed thread">
    ${above.map((one) => html`<${Post} key=${one} id=${one} />`)}
    <div ref=${main} key=${id}><${Post} id=${id} main /></div>
    ${below.map((one) => html`<${Post} key=${one} id=${one} />`)}
  </div>`;
}
