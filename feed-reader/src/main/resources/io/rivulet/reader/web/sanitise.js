// The HTML of posts and profiles, made into elements one by one. Only what the convention allows gets
// through (p, br, span, a), with attributes that cannot do anything; all else is text. The service
// escapes what people write, so this is a second wall: a token is in reach of whoever gets a script
// into this page.
import { h } from "preact";

const KEPT = new Set(["P", "BR", "SPAN", "A"]);
const DROPPED = new Set(["SCRIPT", "STYLE", "TEMPLATE", "IFRAME", "OBJECT", "NOSCRIPT", "TITLE"]);
const CLASSES = new Set(["mention", "hashtag", "u-url", "h-card"]);

/// Elements for Preact. Parsing by `DOMParser` runs no scripts and loads no pictures.
export function safe(content) {
  const body = new DOMParser().parseFromString(content ?? "", "text/html").body;
  return children(body);
}

/// The text alone, for descriptions and titles.
export function text(content) {
  return new DOMParser().parseFromString(content ?? "", "text/html").body.textContent;
}

function children(node) {
  return [...node.childNodes].map(element);
}

function element(node) {
  if (node.nodeType === Node.TEXT_NODE) {
    return node.data;
  }
  if (node.nodeType !== Node.ELEMENT_NODE || DROPPED.has(node.tagName)) {
    return null;
  }
  if (!KEPT.has(node.tagName)) {
    return children(node);
  }
  const name = node.tagName.toLowerCase();
  return h(name, name === "a" ? link(node) : {}, name === "br" ? null : children(node));
}

/// Addresses of the web only. Another host's page gets no handle on this one, and is not told where
/// its reader came from.
function link(node) {
  const url = address(node.getAttribute("href"));
  if (!url) {
    return {};
  }
  const classes = [...node.classList].filter((name) => CLASSES.has(name)).join(" ");
  const outside = url.origin !== location.origin && !classes.includes("mention");
  return {
    href: outside ? url.href : url.pathname + url.search,
    class: classes || undefined,
    ...(outside ? { target: "_blank", rel: "nofollow noopener noreferrer" } : {}),
  };
}

/// An address of http or https; null for any other, such as `javascript:`.
export function address(text) {
  try {
    const url = new URL(text, location.origin);
    return url.protocol === "https:" || url.protocol === "http:" ? url : null;
  } catch {
    return null;
  }
}
