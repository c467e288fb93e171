package io.rivulet.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// What an application that nobody here wrote does first: it registers, sends its user to sign in,
/// fetches a token, and listens. All of it through the one port of a local run.
class LoginAndLiveIT {
  private static final String REDIRECT = "http://127.0.0.1:9/done";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final RunningSystem system = RunningSystem.shared();

  private final SignIn browser = new SignIn(system);

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
    String own = system.api.publish(token, "of her own");
    await().until(() -> frames.updates().contains(own));
    String post = system.api.publish(ben, "to her");
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

  private static List<String> home(String token) {
    return system.api.all(token, "/api/v1/timelines/home", 40);
  }
}
