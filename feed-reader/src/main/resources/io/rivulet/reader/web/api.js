// Calls of the HTTP API, of the host that served this page. The token goes into a header and never
// into an address, which would end in logs and histories.
import { token, forget } from "./session.js";

/// An answer that is not a success. `status` is 0 if there was none at all.
class ApiError extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }

  /// Whether this running version does not have what was asked for.
  get missing() {
    return this.status === 404 || this.status === 405 || this.status === 501;
  }
}

/// Asks, and answers `{body, next, headers}`; `next` is the address of the page after this one.
export async function call(method, path, { body, headers = {}, signal } = {}) {
  const answer = await send(method, path, body, headers, signal);
  const text = await answer.text();
  const content = parse(text);
  if (!answer.ok) {
    if (answer.status === 401 && token()) {
      forget();
    }
    throw new ApiError(answer.status, content?.error ?? `The service answered ${answer.status}.`);
  }
  return { body: content, next: nextPage(answer.headers.get("Link")), headers: answer.headers };
}

export const get = (path, options) => call("GET", path, options);

/// Sends JSON, or a form with files as it is.
export const post = (path, body, headers) => call("POST", path, { body, headers });

async function send(method, path, body, headers, signal) {
  const all = { Accept: "application/json", ...headers };
  if (token()) {
    all.Authorization = `Bearer ${token()}`;
  }
  const form = body instanceof FormData || body instanceof URLSearchParams;
  if (body && !form) {
    all["Content-Type"] = "application/json";
  }
  try {
    const content = form || !body ? body : JSON.stringify(body);
    return await fetch(path, { method, headers: all, body: content, signal, cache: "no-store" });
  } catch (failure) {
    if (failure.name === "AbortError") {
      throw failure;
    }
    throw new ApiError(0, "The service cannot be reached.");
  }
}

function parse(text) {
  try {
    return text ? JSON.parse(text) : null;
  } catch {
    return null; // a proxy's page in place of the service's answer: the status says enough
  }
}

/// The path of `rel="next"`. The address in it is the public one, which behind a tunnel or another
/// name of this host is not where the page came from: only its path and query are used.
function nextPage(link) {
  const found = /<([^>]+)>;\s*rel="next"/.exec(link ?? "");
  if (!found) {
    return null;
  }
  const url = new URL(found[1], location.origin);
  return url.pathname + url.search;
}
