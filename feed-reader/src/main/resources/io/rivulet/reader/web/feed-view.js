// A feed on the screen: pages are added before their end is reached, new posts wait behind a button,
// and coming back finds the place where one was.
import { html, useChanges, useEffect, useLayoutEffect, useRef } from "./ui.js";
import { Failure, Note, Skeletons, counted } from "./parts.js";
import { Post } from "./post.js";
import { beforeLeaving, route } from "./router.js";

/// How far below the screen the next page is asked for: two screens or so.
const AHEAD = "1600px";

export function FeedView({ feed, label, empty, what }) {
  useChanges(feed);
  useEffect(() => void feed.open(), [feed]);
  usePlace(feed);
  const first = feed.ids.length === 0;
  if (first && feed.state === "failed") {
    return html`<${Failure} failure=${feed.failure} what=${what} again=${() => feed.reload()} />`;
  }
  if (first && feed.state !== "ready") {
    return html`<p class="hidden" role="status">Loading</p><${Skeletons} />`;
  }
  return html`<${Pill} feed=${feed} />
    ${!first &&
    html`<div class="feed" role="feed" aria-label=${label} aria-busy=${feed.state === "loading"}>
      ${feed.ids.map((id, i) => html`<${Post} key=${id} id=${id} place=${i + 1} />`)}
    </div>`}
    ${first && (empty ?? html`<${Note} title="Nothing here yet" />`)}
    <${End} feed=${feed} />`;
}

/// Nothing moves under the reader's eyes: what came live shows when this is pressed.
function Pill({ feed }) {
  const count = feed.waiting.length;
  const reveal = () => {
    feed.reveal();
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    scrollTo({ top: 0, behavior: calm ? "auto" : "smooth" });
    // Once it is there: the reader goes on from the newest, with the keyboard too.
    requestAnimationFrame(() =>
      document.querySelector(".feed article")?.focus({ preventScroll: true }),
    );
  };
  return html`<div class="pill" role="status">
    ${count > 0 && html`<button type="button" onClick=${reveal}>${counted(count, "new post")}</button>`}
  </div>`;
}

function End({ feed }) {
  const mark = useRef();
  useEffect(() => {
    // After a failure somebody has to ask: else the same request would be made on and on.
    if (feed.state !== "ready") {
      return undefined;
    }
    // A new observer after each page: the old one tells nothing while its mark stays in sight.
    const observer = new IntersectionObserver(
      ([seen]) => seen.isIntersecting && feed.more(),
      { rootMargin: `0px 0px ${AHEAD} 0px` },
    );
    observer.observe(mark.current);
    return () => observer.disconnect();
  }, [feed, feed.ids.length, feed.state]);
  return html`<div ref=${mark} class="feed-end">
    ${feed.state === "loading" && html`<${Skeletons} count=${2} />`}
    ${feed.state === "failed" && html`<${Failure} failure=${feed.failure} again=${() => feed.more()} />`}
    ${feed.done && feed.ids.length > 0 && html`<p class="source-mark">The source: nothing is older.</p>`}
  </div>`;
}

/// Leaves the place in the feed with it, and finds it again on the way back.
function usePlace(feed) {
  useLayoutEffect(() => {
    scrollTo(0, route.value.back ? feed.scroll : 0);
    return beforeLeaving(() => {
      feed.scroll = scrollY;
    });
  }, [feed]);
}
