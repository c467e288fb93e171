// Who is signed in, in this tab.
//
// The token is kept in `sessionStorage`: it ends with the tab, other tabs and other sites never see
// it, and no request carries it unless this page says so, so there is nothing to forge across sites.
// A cookie out of the reach of scripts would be safer against a script that got in, but the API knows
// bearer tokens only, and a proxy that turns cookies into tokens would need protection against
// forged requests instead. What keeps scripts out is the content security policy: none but this
// host's own files run, and posts become elements one by one (sanitise.js), never HTML.
import { Value } from "./source.js";

const KEY = "rivulet.token";

/// The account that is signed in, as the API shows it; null before and after.
export const me = new Value(null);

export function token() {
  return sessionStorage.getItem(KEY);
}

export function keep(token) {
  sessionStorage.setItem(KEY, token);
}

/// Signed out, or the token was refused: everything in this tab belongs to somebody else now.
export function forget() {
  sessionStorage.removeItem(KEY);
  me.value = null;
}
