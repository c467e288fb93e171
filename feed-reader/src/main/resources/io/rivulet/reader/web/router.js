// Addresses and views: links of this host change the view without loading a new page, going back
// restores the place one was at.
import { Value } from "./source.js";

/// First match wins. `:name` is one segment.
const ROUTES = [
  ["start", "/"],
  ["home", "/home"],
  ["home", "/web"],
  ["signedIn", "/web/signed-in"],
  ["notifications", "/notifications"],
  ["search", "/search"],
  ["bookmarks", "/bookmarks"],
  ["thread", "/posts/:id"],
  ["tag", "/tags/:tag"],
  ["thread", "/@:name/:id"],
  ["profile", "/@:name"],
].map(([view, path]) => [view, new RegExp(`^${path.replace(/:(\w+)/g, "(?<$1>[^/]+)")}/?$`)]);

function match() {
  for (const [view, pattern] of ROUTES) {
    const found = pattern.exec(location.pathname);
    if (found) {
      const parts = Object.entries(found.groups ?? {});
      const values = Object.fromEntries(parts.map(([name, value]) => [name, decode(value)]));
      return { view, ...values, query: new URLSearchParams(location.search), key: location.href };
    }
  }
  return { view: "missing", query: new URLSearchParams(), key: location.href };
}

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/// Where the page is; `back` says that the browser's history brought it here.
export const route = new Value({ ...match(), back: false });

/// Told before the view is left, while its place on the screen can still be measured.
const leaving = new Set();

export function beforeLeaving(listener) {
  leaving.add(listener);
  return () => leaving.delete(listener);
}

export function go(path, { replace = false } = {}) {
  if (path === location.pathname + location.search) {
    scrollTo({ top: 0 }); // where one is already: its beginning
    return;
  }
  leaving.forEach((listener) => listener());
  history[replace ? "replaceState" : "pushState"](null, "", path);
  route.value = { ...match(), back: false };
}

// Each feed remembers its own place, since it is longer than the browser knows when it comes back.
history.scrollRestoration = "manual";

addEventListener("popstate", () => {
  leaving.forEach((listener) => listener());
  route.value = { ...match(), back: true };
});

// One listener for all links, also those inside of posts.
addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href]");
  const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey;
  if (link && plain && !event.defaultPrevented && isOurs(link)) {
    event.preventDefault();
    go(link.pathname + link.search);
  }
});

/// Whether a link leads to a view of this page, and not to a service or a file.
function isOurs(link) {
  return (
    link.origin === location.origin &&
    !link.hasAttribute("download") &&
    ROUTES.some(([, pattern]) => pattern.test(link.pathname))
  );
}
