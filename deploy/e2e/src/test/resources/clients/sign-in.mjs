// An application registers, sends its user to sign in with PKCE, fetches a token, uses it, gives it back.
import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { createInterface } from "node:readline/promises";
import { createOAuthAPIClient, createRestAPIClient } from "masto";
import { checked, eventually, url } from "./common.mjs";

const redirectUri = "http://127.0.0.1:9/done";
const scopes = "read write follow";
const guest = createRestAPIClient({ url });

const app = await guest.v1.apps.create({ clientName: "masto", redirectUris: redirectUri, scopes });
const metadata = await (await fetch(new URL("/.well-known/oauth-authorization-server", url))).json();
assert.deepEqual(metadata.code_challenge_methods_supported, ["S256"]);

const verifier = randomBytes(32).toString("base64url");
const authorize = new URL(metadata.authorization_endpoint);
authorize.search = new URLSearchParams({
  response_type: "code",
  client_id: app.clientId,
  redirect_uri: redirectUri,
  scope: scopes,
  code_challenge: createHash("sha256").update(verifier).digest("base64url"),
  code_challenge_method: "S256",
});
console.log(`open: ${authorize}`);
const code = await createInterface(process.stdin).question("");

const oauth = createOAuthAPIClient({ url });
const asked = {
  grantType: "authorization_code",
  clientId: app.clientId,
  clientSecret: app.clientSecret,
  redirectUri,
  code,
};
await assert.rejects(oauth.token.create({ ...asked, code: "guessed", codeVerifier: verifier }), { statusCode: 400 });
const token = await oauth.token.create({ ...asked, codeVerifier: verifier });
assert.equal(token.tokenType, "Bearer");
assert.equal(token.scope, scopes);

const self = createRestAPIClient({ url, accessToken: token.accessToken });
const account = await self.v1.accounts.verifyCredentials();
assert.equal(account.username, process.env.NAME);
assert.equal((await self.v1.apps.verifyCredentials()).name, "masto");
checked("the token is its user's");

await oauth.revoke({ clientId: app.clientId, clientSecret: app.clientSecret, token: token.accessToken });
// Services look at what was given back once a second.
await eventually(() => assert.rejects(self.v1.accounts.verifyCredentials(), { statusCode: 401 }), 5_000);
checked("a token that was given back is refused");

await assert.rejects(oauth.token.create({ ...asked, codeVerifier: verifier }), { statusCode: 400 });
checked("a code is good for one token");
process.exit(0);
