package io.rivulet.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rivulet.local.LocalTokens;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What an application that nobody here wrote does first: it registers, sends its user to sign in,
/// fetches a token, and listens. All of it through the one port of a local run.
class LoginAndLiveIT {
  private static final String REDIRECT = "http://127.0.0.1:9/done";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static RunningSystem system;

  private final HttpClient browser =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

  @BeforeAll
  static void start() throws IOException {
    system = new RunningSystem();
  }

  @AfterAll
  static void stop() {
    system.close();
  }

  @Test
  void anApplicationSignsItsUserInAndHearsWhatComesHomeUntilItGivesTheTokenBack() throws Exception {
    String ben = system.account("live_ben");
    system.account("live_ann");
    JsonNode client = register();
    String token = signIn(client, "live_ann");
    assertThat(system.api.get(token, "/api/v1/accounts/verify_credentials").body().path("username"))
        .hasToString("\"live_ann\"");
    system.api.post(token, "/api/v1/accounts/" + system.id("live_ben") + "/follow", Map.of());

    LiveFrames frames = new LiveFrames();
    WebSocket socket = frames.listen(system.instance.address(), token, "?stream=user");
    String own = post(token, "of her own");
    await().until(() -> frames.updates().contains(own));
    String post = post(ben, "to her");
    await().until(() -> frames.updates().contains(post));
    assertThat(home(token)).startsWith(post, own);
    system.api.send(ben, "DELETE", "/api/v1/statuses/" + post, null, Map.of());
    await().until(() -> frames.deletes().contains(post));

    assertThat(form("/oauth/revoke", with(client, Map.of("token", token))).statusCode())
        .isEqualTo(200);
    assertThat(frames.closed.get(10, TimeUnit.SECONDS)).isEqualTo(WebSocket.NORMAL_CLOSURE);
    assertThat(socket.isInputClosed()).isTrue();
    assertThat(system.api.get(token, "/api/v1/timelines/home").status()).isEqualTo(401);
  }

  private JsonNode register() throws Exception {
    return JSON.readTree(
        form(
                "/api/v1/apps",
                Map.of(
                    "client_name",
                    "Test",
                    "redirect_uris",
                    REDIRECT,
                    "scopes",
                    "read write follow"))
            .body());
  }

  private String signIn(JsonNode client, String name) throws Exception {
    long account = Long.parseLong(system.id(name));
    String password = LocalTokens.existing(system.data()).password(account);
    String authorize =
        "/oauth/authorize?"
            + encode(
                Map.of(
                    "response_type",
                    "code",
                    "client_id",
                    client.path("client_id").asText(),
                    "redirect_uri",
                    REDIRECT,
                    "scope",
                    "read write follow"));
    HttpResponse<String> page = get(authorize);
    HttpResponse<String> signedIn = submit(page, Map.of("account", name, "password", password));
    HttpResponse<String> consent = get(location(signedIn));
    HttpResponse<String> allowed = submit(consent, Map.of("decision", "allow"));
    String code = location(allowed).replaceAll(".*[?&]code=([^&]+).*", "$1");
    HttpResponse<String> token =
        form(
            "/oauth/token",
            with(
                client,
                Map.of(
                    "grant_type", "authorization_code", "code", code, "redirect_uri", REDIRECT)));
    return JSON.readTree(token.body()).path("access_token").asText();
  }

  private static Map<String, String> with(JsonNode client, Map<String, String> values) {
    Map<String, String> all = new HashMap<>(values);
    all.put("client_id", client.path("client_id").asText());
    all.put("client_secret", client.path("client_secret").asText());
    return all;
  }

  /// Sends the first form of a page.
  private HttpResponse<String> submit(HttpResponse<String> page, Map<String, String> values)
      throws Exception {
    Matcher form =
        Pattern.compile(
                "action=\"([^\"]+)\">\\s*<input type=\"hidden\" name=\"csrf\" value=\"([^\"]+)\"")
            .matcher(page.body());
    assertThat(form.find()).as(page.body()).isTrue();
    Map<String, String> all = new HashMap<>(values);
    all.put("csrf", form.group(2));
    return form(form.group(1).replace("&amp;", "&"), all);
  }

  private HttpResponse<String> get(String path) throws Exception {
    return browser.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> form(String path, Map<String, String> values) throws Exception {
    return browser.send(
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(encode(values)))
            .build(),
        BodyHandlers.ofString());
  }

  private static URI uri(String path) {
    return URI.create(path.startsWith("http") ? path : system.instance.address() + path);
  }

  private static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("Location").orElseThrow();
  }

  private static String encode(Map<String, String> values) {
    return values.entrySet().stream()
        .map(
            value ->
                value.getKey() + "=" + URLEncoder.encode(value.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  private static String post(String token, String text) {
    return system
        .api
        .post(token, "/api/v1/statuses", Map.of("status", text))
        .body()
        .path("id")
        .asText();
  }

  private static List<String> home(String token) {
    return system.api.all(token, "/api/v1/timelines/home", 40);
  }
}
