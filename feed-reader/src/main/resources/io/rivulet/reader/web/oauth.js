// Signing in: OAuth 2.0, authorisation code with PKCE (RFC 7636), at the provider on this host.
import { call, get } from "./api.js";
import { forget, keep, me, token } from "./session.js";

const SCOPES = "read write follow";
const CLIENT = "rivulet.client";
const ATTEMPT = "rivulet.attempt.";
const RETURN_PATH = "/web/signed-in";

/// Leaves for the provider's page. `back` is where to go afterwards.
export async function signIn(back = "/home") {
  location.assign(await authorizeAddress(back));
}

/// The address of the provider's page. What proves that its answer is ours (state and verifier)
/// stays in this tab.
export async function authorizeAddress(back, more = {}) {
  const client = await registered();
  const attempt = { state: random(), verifier: random() + random(), back };
  sessionStorage.setItem(ATTEMPT + attempt.state, JSON.stringify(attempt));
  const query = new URLSearchParams({
    response_type: "code",
    client_id: client.client_id,
    redirect_uri: redirectUri(),
    scope: SCOPES,
    state: attempt.state,
    code_challenge: await challenge(attempt.verifier),
    code_challenge_method: "S256",
    ...more,
  });
  return `/oauth/authorize?${query}`;
}

/// Takes the code that came back for a token. Answers where the user wanted to go.
export async function finish(query) {
  const key = ATTEMPT + query.get("state");
  const attempt = JSON.parse(sessionStorage.getItem(key) ?? "null");
  sessionStorage.removeItem(key);
  if (query.get("error")) {
    throw new Error(query.get("error_description") ?? "Signing in was refused.");
  }
  if (!attempt) {
    throw new Error("This sign-in was not begun in this tab. Please begin again.");
  }
  const client = await registered();
  const { body } = await call("POST", "/oauth/token", {
    body: new URLSearchParams({
      grant_type: "authorization_code",
      code: query.get("code") ?? "",
      redirect_uri: redirectUri(),
      client_id: client.client_id,
      client_secret: client.client_secret,
      code_verifier: attempt.verifier,
    }),
  });
  keep(body.access_token);
  return attempt.back;
}

/// Who the token speaks for.
export async function recall() {
  if (token() && !me.value) {
    me.value = (await get("/api/v1/accounts/verify_credentials")).body;
  }
  return me.value;
}

/// Gives the token back, so that it is worth nothing to anybody, and forgets it.
export async function signOut() {
  const old = token();
  forget();
  try {
    const { client_id, client_secret } = await registered();
    const body = new URLSearchParams({ client_id, client_secret, token: old });
    await call("POST", "/oauth/revoke", { body });
  } finally {
    location.assign("/"); // a new document: nothing of what was shown stays in memory
  }
}

/// This browser's registration as an application; another provider or address needs another one.
async function registered() {
  const kept = JSON.parse(localStorage.getItem(CLIENT) ?? "null");
  if (kept?.redirect_uri === redirectUri() && (await isKnown(kept))) {
    return kept;
  }
  const asked = {
    client_name: "Rivulet",
    redirect_uris: redirectUri(),
    scopes: SCOPES,
    website: location.origin,
  };
  const { body } = await call("POST", "/api/v1/apps", { body: asked });
  const { client_id, client_secret } = body;
  const client = { client_id, client_secret, redirect_uri: redirectUri() };
  localStorage.setItem(CLIENT, JSON.stringify(client));
  checked = client_id;
  return client;
}

let checked = null;

/// Whether the provider still knows this registration: a local run may have been begun anew on the
/// same port. Giving back a token that is none tells, and changes nothing.
async function isKnown(client) {
  if (checked !== client.client_id) {
    const { client_id, client_secret } = client;
    const body = new URLSearchParams({ client_id, client_secret, token: "none" });
    const answer = await fetch("/oauth/revoke", { method: "POST", body });
    if (answer.status === 401) {
      return false;
    }
    checked = client_id;
  }
  return true;
}

const redirectUri = () => location.origin + RETURN_PATH;

const random = () => base64(crypto.getRandomValues(new Uint8Array(24)));

async function challenge(verifier) {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
  return base64(new Uint8Array(digest));
}

const base64 = (bytes) =>
  btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
