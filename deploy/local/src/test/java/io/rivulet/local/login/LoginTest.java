package io.rivulet.local.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.dropwizard.testing.junit5.DropwizardAppExtension;
import io.dropwizard.testing.junit5.DropwizardExtensionsSupport;
import io.rivulet.service.ApiException;
import io.rivulet.service.BearerToken;
import io.rivulet.service.TokenVerifier;
import io.rivulet.service.Viewer;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Applications and people before the identity provider, over HTTP alone.
@ExtendWith(DropwizardExtensionsSupport.class)
final class LoginTest {
  private static final String REDIRECT = "http://127.0.0.1:9/done?from=rivulet";
  private static final String OUT_OF_BAND = "urn:ietf:wg:oauth:2.0:oob";

  /// Of RFC 7636, appendix B.
  private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

  private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
  private static final RunningLogin login = new RunningLogin();
  private static final DropwizardAppExtension<LoginConfiguration> app = login.app();

  private final Browser browser = browser();

  private static Browser browser() {
    return new Browser("http://127.0.0.1:" + app.getLocalPort());
  }

  @AfterEach
  void close() {
    browser.close();
  }

  // Applications

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"client_name\":\"A\",\"redirect_uris\":\"https://a.example/x\\nurn:ietf:wg:oauth:2.0:oob\",\"scopes\":\"read write read\",\"website\":\"https://a.example\"}",
        "{\"client_name\":\"A\",\"redirect_uris\":[\"https://a.example/x\",\"urn:ietf:wg:oauth:2.0:oob\"],\"scopes\":\"read write\",\"website\":\"https://a.example\",\"more\":null}"
      })
  void anApplicationRegisters(String request) {
    JsonNode registered = Browser.json(browser.postJson("/api/v1/apps", request));
    assertThat(registered.path("id").asText()).matches("[0-9]+");
    assertThat(registered.path("name").asText()).isEqualTo("A");
    assertThat(registered.path("website").asText()).isEqualTo("https://a.example");
    assertThat(registered.path("scopes").toString()).isEqualTo("[\"read\",\"write\"]");
    assertThat(registered.path("redirect_uris").toString())
        .isEqualTo("[\"https://a.example/x\",\"urn:ietf:wg:oauth:2.0:oob\"]");
    assertThat(registered.path("redirect_uri").asText())
        .isEqualTo("https://a.example/x\nurn:ietf:wg:oauth:2.0:oob");
    assertThat(registered.path("client_id").asText()).isNotEmpty();
    assertThat(registered.path("client_secret").asText()).isNotEmpty();
    assertThat(registered.path("client_secret_expires_at").isInt()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "'', https://a.example, read, client_name",
    "A, '', read, redirect_uris",
    "A, /relative, read, redirect_uris",
    "A, https:///nowhere, read, redirect_uris",
    "A, https://a.example/#x, read, redirect_uris",
    "A, javascript:alert(1), read, redirect_uris",
    "A, com.example.app:done, read, redirect_uris",
    "A, https://a.example, all, scopes",
    "A, https://a.example, admin, scopes"
  })
  void whatCannotBeRegisteredIsNamed(String name, String redirect, String scopes, String member) {
    HttpResponse<String> answer =
        browser.post(
            "/api/v1/apps",
            Map.of("client_name", name, "redirect_uris", redirect, "scopes", scopes));
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(Browser.json(answer).path("error").asText())
        .startsWith("Validation failed: " + member);
  }

  @Test
  void whoIsAskedKnowsWhereToAsk() {
    JsonNode metadata = Browser.json(browser.get("/.well-known/oauth-authorization-server"));
    assertThat(metadata.path("authorization_endpoint").asText()).endsWith("/oauth/authorize");
    assertThat(metadata.path("code_challenge_methods_supported").toString())
        .isEqualTo("[\"S256\"]");
    assertThat(metadata.path("scopes_supported").toString()).contains("\"write:statuses\"");
  }

  // The whole way

  @Test
  void somebodyOfTheDemoSignsInWithOneClickAndTheApplicationGetsAToken() {
    JsonNode client = register("read write follow");
    HttpResponse<String> first = browser.get(authorize(client, Map.of("state", "a&b=c {d}")));
    assertThat(first.statusCode()).isEqualTo(200);
    HttpResponse<String> signedIn =
        browser.submit(
            Browser.Form.of(first, "value=\"" + RunningLogin.SEEDED_NAME + "\""),
            Map.of("account", RunningLogin.SEEDED_NAME));
    assertThat(signedIn.statusCode()).isEqualTo(303);

    HttpResponse<String> consent = browser.get(Browser.location(signedIn));
    assertThat(consent.body()).contains("<code>write</code>", "@" + RunningLogin.SEEDED_NAME);
    HttpResponse<String> allowed =
        browser.submit(Browser.Form.of(consent, "Allow"), Map.of("decision", "allow"));
    assertThat(allowed.statusCode()).isEqualTo(302);
    String back = Browser.location(allowed);
    assertThat(back).startsWith("http://127.0.0.1:9/done?from=rivulet&");
    assertThat(Browser.query(back)).containsEntry("state", "a&b=c {d}");

    JsonNode token =
        Browser.json(fetch(client, Browser.query(back).getOrDefault("code", ""), Map.of()));
    assertThat(token.path("token_type").asText()).isEqualTo("Bearer");
    assertThat(token.path("scope").asText().split(" "))
        .containsExactlyInAnyOrder("read", "write", "follow");
    assertThat(token.path("created_at").isIntegralNumber()).isTrue();
    BearerToken verified = login.verifier().verify(token.path("access_token").asText());
    assertThat(verified.viewer())
        .isEqualTo(new Viewer(RunningLogin.SEEDED, Set.of("read", "write", "follow")));
    JsonNode itself =
        Browser.json(
            browser.getAs(token.path("access_token").asText(), "/api/v1/apps/verify_credentials"));
    assertThat(itself.path("name").asText()).isEqualTo("Test <b>client</b>");
    assertThat(itself.has("client_secret")).isFalse();
  }

  @Test
  void anyoneElseNeedsThePassword() {
    JsonNode client = register("read");
    HttpResponse<String> first = browser.get(authorize(client, Map.of()));
    Browser.Form form = Browser.Form.of(first, "Password");
    for (String wrong : new String[] {"", "wrong", login.password(RunningLogin.SEEDED)}) {
      HttpResponse<String> refused =
          browser.submit(form, Map.of("account", "ann", "password", wrong));
      assertThat(refused.statusCode()).isEqualTo(422);
      assertThat(refused.body()).contains("No such account, or a wrong password.");
    }
    assertThat(browser.submit(form, Map.of("account", "nobody", "password", "x")).statusCode())
        .isEqualTo(422);
    HttpResponse<String> right =
        browser.submit(
            form, Map.of("account", "@Ann", "password", login.password(RunningLogin.ANN)));
    assertThat(browser.get(Browser.location(right)).body()).contains("(@ann)");
  }

  @Test
  void whoeverIsSignedInIsAskedForConsentOnlyUnlessTheApplicationWantsOtherwise() {
    JsonNode client = register("read");
    signIn(client);
    assertThat(browser.get(authorize(client, Map.of())).body()).contains("Allow");
    HttpResponse<String> forced = browser.get(authorize(client, Map.of("force_login", "true")));
    assertThat(forced.body()).contains("Password");
    HttpResponse<String> again =
        browser.submit(
            Browser.Form.of(forced, "Password"), Map.of("account", RunningLogin.SEEDED_NAME));
    assertThat(browser.get(Browser.location(again)).body()).contains("Allow");
  }

  /// The page that feed-reader serves is of this very host.
  @Test
  void whoSignsInAtOurOwnPageIsNotAskedWhetherItMayActForHim() {
    String ours = app.getConfiguration().publicUrl() + "/web/signed-in";
    JsonNode client = registerFor(ours);
    Map<String, String> withPkce =
        Map.of("redirect_uri", ours, "code_challenge", CHALLENGE, "code_challenge_method", "S256");
    HttpResponse<String> first = browser.get(authorize(client, withPkce));
    HttpResponse<String> signedIn =
        browser.submit(
            Browser.Form.of(first, "Password"), Map.of("account", RunningLogin.SEEDED_NAME));
    assertThat(Browser.location(browser.get(Browser.location(signedIn))))
        .startsWith(ours + "?code=");
    assertThat(browser.get(authorize(client, Map.of("redirect_uri", ours))).body())
        .as("without PKCE")
        .contains("Allow");
  }

  private JsonNode registerFor(String redirect) {
    return Browser.json(
        browser.post(
            "/api/v1/apps",
            Map.of("client_name", "Rivulet", "redirect_uris", redirect, "scopes", "read")));
  }

  @Test
  void somebodyElseMaySignIn() {
    JsonNode client = register("read");
    HttpResponse<String> consent = signIn(client);
    HttpResponse<String> out = browser.submit(Browser.Form.of(consent, "somebody else"), Map.of());
    assertThat(browser.get(Browser.location(out)).body()).contains("Password");
  }

  @Test
  void aDenialGoesToTheApplication() {
    HttpResponse<String> denied =
        browser.submit(
            Browser.Form.of(signIn(register("read")), "Allow"), Map.of("decision", "deny"));
    assertThat(Browser.query(Browser.location(denied))).containsEntry("error", "access_denied");
  }

  @Test
  void aCodeIsShownToWhoeverHasToCopyIt() {
    JsonNode client = register("read");
    HttpResponse<String> consent =
        signInFor(authorize(client, Map.of("redirect_uri", OUT_OF_BAND)));
    HttpResponse<String> shown =
        browser.submit(Browser.Form.of(consent, "Allow"), Map.of("decision", "allow"));
    assertThat(shown.statusCode()).isEqualTo(200);
    String code = shown.body().replaceAll("(?s).*value=\"([^\"]+)\".*", "$1");
    HttpResponse<String> token = fetch(client, code, Map.of("redirect_uri", OUT_OF_BAND));
    assertThat(token.statusCode()).isEqualTo(200);
  }

  // What is refused

  @Test
  void nobodyIsSentToAnAddressThatWasNotRegistered() {
    JsonNode client = register("read");
    for (String elsewhere :
        new String[] {"https://evil.example/", REDIRECT + "&more=1", REDIRECT + "/", ""}) {
      HttpResponse<String> answer =
          browser.get(authorize(client, Map.of("redirect_uri", elsewhere)));
      assertThat(answer.statusCode()).as(elsewhere).isEqualTo(400);
      assertThat(answer.headers().firstValue("Location")).isEmpty();
    }
    assertThat(browser.get(authorize(client, Map.of("client_id", "unknown"))).statusCode())
        .isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({
    "response_type, token, unsupported_response_type",
    "scope, write, invalid_scope",
    "scope, nonsense, invalid_scope",
    "code_challenge, short, invalid_request",
    "code_challenge_method, plain, invalid_request"
  })
  void aWrongRequestGoesBackToTheApplication(String name, String value, String error) {
    Map<String, String> changed = new HashMap<>(Map.of("state", "s", "code_challenge", CHALLENGE));
    changed.put("code_challenge_method", "S256");
    changed.put(name, value);
    HttpResponse<String> answer = browser.get(authorize(register("read"), changed));
    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(Browser.query(Browser.location(answer)))
        .containsEntry("error", error)
        .containsEntry("state", "s")
        .containsKey("error_description");
  }

  @Test
  void formsThatNoPageOfOursMadeAreRefused() {
    JsonNode client = register("read");
    HttpResponse<String> consent = signIn(client);
    Browser.Form form = Browser.Form.of(consent, "Allow");
    assertThat(browser.post(form.action(), Map.of("decision", "allow")).statusCode())
        .isEqualTo(403);
    try (Browser stranger = browser()) {
      Browser.Form theirs = Browser.Form.of(stranger.get(authorize(client, Map.of())), "Password");
      Browser.Form forged = new Browser.Form(form.action(), theirs.csrf());
      assertThat(browser.submit(forged, Map.of("decision", "allow")).statusCode()).isEqualTo(403);
      // Nor does it help to know what a form of somebody else had.
      assertThat(stranger.submit(form, Map.of("decision", "allow")).statusCode()).isEqualTo(403);
    }
  }

  @Test
  void whoKnewTheSessionBeforeSigningInKnowsNothingOfItAfterwards() {
    JsonNode client = register("read");
    HttpResponse<String> first = browser.get(authorize(client, Map.of()));
    String before = session(first);
    HttpResponse<String> signedIn =
        browser.submit(
            Browser.Form.of(first, "Password"), Map.of("account", RunningLogin.SEEDED_NAME));
    assertThat(session(signedIn)).isNotEqualTo(before);
    try (Browser thief = browser()) {
      HttpResponse<String> page =
          thief.get(authorize(client, Map.of()), "Cookie", "rivulet_login=" + before);
      assertThat(page.body()).contains("Password").doesNotContain("Allow");
    }
  }

  private static String session(HttpResponse<String> answer) {
    String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
    assertThat(cookie).contains("HttpOnly").containsIgnoringCase("SameSite=Lax");
    return cookie.replaceAll("rivulet_login=([^;]+).*", "$1");
  }

  /// A budget of 30 in a quarter of an hour, which other tests take little of. Then the right
  /// password is not looked at either.
  @Test
  void aPasswordIsNotToBeGuessed() {
    Browser.Form form =
        Browser.Form.of(browser.get(authorize(register("read"), Map.of())), "Password");
    int tried = 0;
    HttpResponse<String> answer;
    do {
      answer = browser.submit(form, Map.of("account", "cleo", "password", "guess " + tried));
      tried++;
    } while (answer.statusCode() == 422 && tried < 40);
    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(tried).isEqualTo(31);
    assertThat(answer.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(1L, 901L);
    Map<String, String> right =
        Map.of("account", "cleo", "password", login.password(RunningLogin.CLEO));
    assertThat(browser.submit(form, right).statusCode()).isEqualTo(429);
    Map<String, String> another =
        Map.of("account", "ann", "password", login.password(RunningLogin.ANN));
    assertThat(browser.submit(form, another).statusCode()).isLessThan(400);
  }

  @Test
  void theCookieOfAnEncryptedPageIsNeverSentWithoutEncryption() {
    for (String url : new String[] {"https://feed.example", "http://127.0.0.1:8080"}) {
      Sessions sessions = new Sessions(url);
      assertThat(sessions.cookie(sessions.of(null)).contains("; Secure"))
          .as(url)
          .isEqualTo(url.startsWith("https"));
    }
  }

  @Test
  void pagesAreNotFramedAndShowTextAsText() {
    HttpResponse<String> page = signIn(register("read"));
    assertThat(page.headers().firstValue("X-Frame-Options")).hasValue("DENY");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'none'", "frame-ancestors 'none'")
        .contains("form-action 'self' http://127.0.0.1:9");
    assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(page.body())
        .contains("Test &lt;b&gt;client&lt;/b&gt;", "&lt;i&gt;")
        .doesNotContain("<b>client", "<i>");
  }

  // Codes and tokens

  @Test
  void aCodeIsGoodForOneTokenWhichIsTakenBackIfItComesAgain() {
    JsonNode client = register("read");
    String code = code(client, Map.of());
    String token = Browser.json(fetch(client, code, Map.of())).path("access_token").asText();
    TokenVerifier verifier = login.verifier();
    assertThat(verifier.verify(token).viewer().account()).isEqualTo(RunningLogin.SEEDED);
    assertError(fetch(client, code, Map.of()), 400, "invalid_grant");
    await().untilAsserted(() -> assertRefused(verifier, token));
  }

  @Test
  void aCodeIsOfUseOnlyToWhoeverAskedForIt() {
    JsonNode client = register("read");
    JsonNode other = register("read");
    assertError(fetch(other, code(client, Map.of()), Map.of()), 400, "invalid_grant");
    assertError(
        fetch(client, code(client, Map.of()), Map.of("redirect_uri", OUT_OF_BAND)),
        400,
        "invalid_grant");
    assertError(
        fetch(client, code(client, Map.of()), Map.of("client_secret", "wrong")),
        401,
        "invalid_client");
  }

  @Test
  void aChallengeWantsItsVerifier() {
    JsonNode client = register("read");
    Map<String, String> challenge =
        Map.of("code_challenge", CHALLENGE, "code_challenge_method", "S256");
    assertThat(
            fetch(client, code(client, challenge), Map.of("code_verifier", VERIFIER)).statusCode())
        .isEqualTo(200);
    assertError(
        fetch(client, code(client, challenge), Map.of("code_verifier", VERIFIER + "x")),
        400,
        "invalid_grant");
    assertError(fetch(client, code(client, challenge), Map.of()), 400, "invalid_grant");
    assertError(
        fetch(client, code(client, Map.of()), Map.of("code_verifier", VERIFIER)),
        400,
        "invalid_grant");
  }

  @Test
  void credentialsMayComeInTheHeader() {
    JsonNode client = register("read");
    String pair = client.path("client_id").asText() + ":" + client.path("client_secret").asText();
    HttpResponse<String> token =
        browser.post(
            "/oauth/token",
            Map.of("grant_type", "client_credentials"),
            "Authorization",
            "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    assertThat(token.statusCode()).isEqualTo(200);
    HttpResponse<String> wrong =
        browser.post(
            "/oauth/token",
            Map.of("grant_type", "client_credentials"),
            "Authorization",
            "Basic !!!");
    assertError(wrong, 401, "invalid_client");
    assertThat(wrong.headers().firstValue("WWW-Authenticate")).hasValue("Basic realm=\"Rivulet\"");
  }

  /// As Mastodon.py does: `force_login=False`, and its token with every request.
  @Test
  void clientsThatSendMoreThanTheyShouldGetOn() {
    JsonNode client = register("read");
    assertThat(
            browser
                .get(authorize(client, Map.of("force_login", "False", "lang", "de")))
                .statusCode())
        .isEqualTo(200);
    String token =
        Browser.json(fetch(client, code(client, Map.of()), Map.of())).path("access_token").asText();
    HttpResponse<String> back =
        browser.post(
            "/oauth/revoke",
            with(client, Map.of("token", token)),
            "Authorization",
            "Bearer " + token);
    assertThat(back.statusCode()).isEqualTo(200);
    TokenVerifier verifier = login.verifier();
    await().untilAsserted(() -> assertRefused(verifier, token));
  }

  @Test
  void anApplicationAloneGetsATokenOfNobody() {
    JsonNode client = register("read");
    JsonNode token =
        Browser.json(
            token(client, Map.of("grant_type", "client_credentials", "scope", "read:accounts")));
    assertThat(login.verifier().verify(token.path("access_token").asText()).viewer())
        .isEqualTo(new Viewer(Viewer.NOBODY, Set.of("read:accounts")));
    assertError(
        token(client, Map.of("grant_type", "client_credentials", "scope", "write")),
        400,
        "invalid_scope");
    assertError(token(client, Map.of("grant_type", "password")), 400, "unsupported_grant_type");
    assertError(token(client, Map.of()), 400, "invalid_request");
  }

  @Test
  void aTokenIsGivenBackForGood() {
    JsonNode client = register("read");
    String token =
        Browser.json(fetch(client, code(client, Map.of()), Map.of())).path("access_token").asText();
    TokenVerifier verifier = login.verifier();
    assertThat(verifier.verify(token).client())
        .isEqualTo(Optional.of(client.path("client_id").asText()));
    assertError(revoke(register("read"), token), 403, "unauthorized_client");
    for (int i = 0; i < 2; i++) {
      HttpResponse<String> back = revoke(client, token);
      assertThat(back.statusCode()).isEqualTo(200);
      assertThat(back.body()).isEqualTo("{}");
    }
    await().untilAsserted(() -> assertRefused(verifier, token));
    assertThat(revoke(client, "nonsense").statusCode()).isEqualTo(200);
  }

  private static void assertRefused(TokenVerifier verifier, String token) {
    assertThatThrownBy(() -> verifier.verify(token)).isInstanceOf(ApiException.class);
  }

  private static void assertError(HttpResponse<String> answer, int status, String error) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(Browser.json(answer).path("error").asText()).isEqualTo(error);
    assertThat(Browser.json(answer).path("error_description").asText()).isNotEmpty();
  }

  private JsonNode register(String scopes) {
    return Browser.json(
        browser.post(
            "/api/v1/apps",
            Map.of(
                "client_name",
                "Test <b>client</b>",
                "redirect_uris",
                REDIRECT + "\n" + OUT_OF_BAND,
                "scopes",
                scopes)));
  }

  private static String authorize(JsonNode client, Map<String, String> more) {
    Map<String, String> query = new HashMap<>();
    query.put("response_type", "code");
    query.put("client_id", client.path("client_id").asText());
    query.put("redirect_uri", REDIRECT);
    client
        .path("scopes")
        .forEach(scope -> query.merge("scope", scope.asText(), (a, b) -> a + " " + b));
    query.putAll(more);
    return "/oauth/authorize?" + Browser.encode(query);
  }

  /// The page that asks for consent.
  private HttpResponse<String> signIn(JsonNode client) {
    return signInFor(authorize(client, Map.of()));
  }

  private HttpResponse<String> signInFor(String authorize) {
    HttpResponse<String> page = browser.get(authorize);
    if (page.body().contains("Allow")) {
      return page;
    }
    HttpResponse<String> signedIn =
        browser.submit(
            Browser.Form.of(page, "Password"), Map.of("account", RunningLogin.SEEDED_NAME));
    return browser.get(Browser.location(signedIn));
  }

  private String code(JsonNode client, Map<String, String> more) {
    HttpResponse<String> consent = signInFor(authorize(client, more));
    HttpResponse<String> allowed =
        browser.submit(Browser.Form.of(consent, "Allow"), Map.of("decision", "allow"));
    return Browser.query(Browser.location(allowed)).getOrDefault("code", "");
  }

  private HttpResponse<String> fetch(JsonNode client, String code, Map<String, String> more) {
    Map<String, String> values = new HashMap<>();
    values.put("grant_type", "authorization_code");
    values.put("code", code);
    values.put("redirect_uri", REDIRECT);
    values.putAll(more);
    return token(client, values);
  }

  private HttpResponse<String> token(JsonNode client, Map<String, String> values) {
    return browser.post("/oauth/token", with(client, values));
  }

  private HttpResponse<String> revoke(JsonNode client, String token) {
    return browser.post("/oauth/revoke", with(client, Map.of("token", token)));
  }

  private static Map<String, String> with(JsonNode client, Map<String, String> values) {
    Map<String, String> all = new HashMap<>();
    all.put("client_id", client.path("client_id").asText());
    all.put("client_secret", client.path("client_secret").asText());
    all.putAll(values);
    return all;
  }
}
