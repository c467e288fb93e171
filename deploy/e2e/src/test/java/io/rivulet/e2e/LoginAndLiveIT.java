package io.rivulet.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rivulet.contract.Contract;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What an application that nobody here wrote does first: it registers, sends its user to sign in,
/// fetches a token, and listens. All of it through the one port of a local run.
class LoginAndLiveIT {
  private static final String REDIRECT = "http://127.0.0.1:9/done";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static RunningSystem system;

  private SignIn browser;

  @BeforeAll
  static void start() throws IOException {
    system = new RunningSystem();
  }

  @AfterAll
  static void stop() {
    system.close();
  }

  @BeforeEach
  void openBrowser() {
    browser = new SignIn(system);
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

    Frames frames = new Frames();
    WebSocket socket = listen(token, frames);
    String own = post(token, "of her own");
    await().until(() -> frames.updates().contains(own));
    String post = post(ben, "to her");
    await().until(() -> frames.updates().contains(post));
    assertThat(home(token)).startsWith(post, own);
    system.api.send(ben, "DELETE", "/api/v1/statuses/" + post, null, Map.of());
    await().until(() -> frames.deletes().contains(post));

    assertThat(browser.form("/oauth/revoke", with(client, Map.of("token", token))).statusCode())
        .isEqualTo(200);
    assertThat(frames.closed.get(10, TimeUnit.SECONDS)).isEqualTo(WebSocket.NORMAL_CLOSURE);
    assertThat(socket.isInputClosed()).isTrue();
    assertThat(system.api.get(token, "/api/v1/timelines/home").status()).isEqualTo(401);
  }

  private JsonNode register() throws Exception {
    return JSON.readTree(
        browser
            .form(
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
    String authorize =
        "/oauth/authorize?"
            + SignIn.encode(
                Map.of(
                    "response_type",
                    "code",
                    "client_id",
                    client.path("client_id").asText(),
                    "redirect_uri",
                    REDIRECT,
                    "scope",
                    "read write follow"));
    String code = browser.code(authorize, name);
    HttpResponse<String> token =
        browser.form(
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

  private static WebSocket listen(String token, Frames frames) {
    String address =
        system.instance.address().replaceFirst("^http", "ws") + "/api/v1/streaming?stream=user";
    return HttpClient.newHttpClient()
        .newWebSocketBuilder()
        .subprotocols(token)
        .buildAsync(URI.create(address), frames)
        .join();
  }

  private static final class Frames implements WebSocket.Listener {
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final Queue<JsonNode> frames = new ConcurrentLinkedQueue<>();
    private final StringBuilder text = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        frames.add(parse(text.toString()));
        text.setLength(0);
      }
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
      closed.complete(status);
      return null;
    }

    private static JsonNode parse(String json) {
      try {
        return JSON.readTree(json);
      } catch (IOException e) {
        throw new AssertionError(json, e);
      }
    }

    /// Ids of statuses, each of which came once.
    List<String> updates() {
      List<String> ids =
          frames.stream()
              .filter(frame -> frame.path("event").asText().equals("update"))
              .map(frame -> frame.path("payload").asText())
              .peek(status -> Contract.check("OwnStatus", status))
              .map(status -> parse(status).path("id").asText())
              .toList();
      assertThat(ids).doesNotHaveDuplicates();
      return ids;
    }

    List<String> deletes() {
      return frames.stream()
          .filter(frame -> frame.path("event").asText().equals("delete"))
          .map(frame -> frame.path("payload").asText())
          .toList();
    }
  }
}
