package io.rivulet.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.dropwizard.testing.ConfigOverride;
import io.dropwizard.testing.junit5.DropwizardAppExtension;
import io.dropwizard.testing.junit5.DropwizardExtensionsSupport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A service behind one proxy of one's own, which the tests play.
@ExtendWith(DropwizardExtensionsSupport.class)
class LimitsTest {
  private static final Path folder = newFolder();
  private static final TokenSettings settings =
      new TokenSettings(folder.resolve("keys.json"), "rivulet", "rivulet", Duration.ofSeconds(5));
  private static final TokenSigner signer =
      TokenSigner.open(folder.resolve("secret.json"), settings, Clock.systemUTC());
  private static final HttpClient http = HttpClient.newHttpClient();

  private static final DropwizardAppExtension<EchoApplication.EchoConfiguration> app =
      new DropwizardAppExtension<>(
          EchoApplication.class,
          null,
          ConfigOverride.config("tokens.keys", settings.keys().toString()),
          ConfigOverride.config("limits.proxies", "1"),
          ConfigOverride.config("limits.rates.account", "4/PT1H"),
          ConfigOverride.config("limits.rates.address", "5/PT1H"),
          ConfigOverride.config("limits.rates.statuses", "2/PT1H"),
          ConfigOverride.config("limits.rates.attempts", "1/PT1H"),
          ConfigOverride.config("server.applicationConnectors[0].port", "0"),
          ConfigOverride.config("server.adminConnectors[0].port", "0"));

  private static Path newFolder() {
    try {
      return Files.createTempDirectory("limits-test");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static HttpRequest.Builder from(String address, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + app.getLocalPort() + path))
        .header("X-Forwarded-For", address);
  }

  private static HttpRequest.Builder as(long account, HttpRequest.Builder request) {
    return request.header(
        "Authorization", "Bearer " + signer.sign(account, Set.of("read"), Duration.ofMinutes(5)));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("none");
  }

  private static String remaining(HttpResponse<?> answer) {
    return header(answer, "X-RateLimit-Remaining");
  }

  @Test
  void everyAnswerTellsWhatIsLeft() throws Exception {
    HttpResponse<String> success = send(from("192.0.2.1", "/api/v1/echo/guest"));
    assertThat(header(success, "X-RateLimit-Limit")).isEqualTo("5");
    assertThat(remaining(success)).isEqualTo("4");
    assertThat(Instant.parse(header(success, "X-RateLimit-Reset")))
        .isBetween(Instant.now().plusSeconds(3_500), Instant.now().plusSeconds(3_601));
    HttpResponse<String> invalid = send(from("192.0.2.1", "/api/v1/echo/fail/invalid"));
    assertThat(invalid.statusCode()).isEqualTo(422);
    assertThat(remaining(invalid)).isEqualTo("3");
    HttpResponse<String> nothing = send(from("192.0.2.1", "/api/v1/nothing"));
    assertThat(nothing.statusCode()).isEqualTo(404);
    assertThat(remaining(nothing)).isEqualTo("2");
  }

  @Test
  void whoAsksTooOftenIsToldWhenToComeBack() throws Exception {
    for (int i = 0; i < 5; i++) {
      assertThat(send(from("192.0.2.2", "/api/v1/echo/guest")).statusCode()).isEqualTo(200);
    }
    HttpResponse<String> refused = send(from("192.0.2.2", "/api/v1/echo/guest"));
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.body()).isEqualTo("{\"error\":\"Too many requests\"}");
    assertThat(remaining(refused)).isEqualTo("0");
    assertThat(Long.parseLong(header(refused, "Retry-After"))).isBetween(3_500L, 3_601L);
    assertThat(header(refused, "Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(header(refused, "Content-Type"))
        .isEqualToIgnoringCase("application/json;charset=utf-8");
    assertThat(send(from("192.0.2.3", "/api/v1/echo/guest")).statusCode()).isEqualTo(200);
  }

  @Test
  void theBudgetThatEndsFirstIsTold() throws Exception {
    HttpResponse<String> read = send(as(1, from("192.0.2.4", "/api/v1/echo/viewer")));
    assertThat(header(read, "X-RateLimit-Limit")).isEqualTo("4");
    assertThat(remaining(read)).isEqualTo("3");
    HttpResponse<String> post =
        send(as(1, from("192.0.2.5", "/api/v1/statuses/")).POST(BodyPublishers.noBody()));
    assertThat(header(post, "X-RateLimit-Limit")).isEqualTo("2");
    assertThat(remaining(post)).isEqualTo("1");
    // Another spelling is the same budget, and another address the same account.
    assertThat(
            remaining(
                send(as(1, from("192.0.2.6", "/api/v1/%73tatuses")).POST(BodyPublishers.noBody()))))
        .isEqualTo("0");
    assertThat(
            send(as(1, from("192.0.2.7", "/api/v1/statuses")).POST(BodyPublishers.noBody()))
                .statusCode())
        .isEqualTo(429);
  }

  @Test
  void attemptsAreCountedByAddress() throws Exception {
    HttpRequest.Builder token = from("192.0.2.8", "/oauth/token").POST(BodyPublishers.noBody());
    HttpRequest.Builder signIn =
        from("192.0.2.8", "/oauth/authorize/sign_in").POST(BodyPublishers.noBody());
    assertThat(send(token).statusCode()).isEqualTo(404);
    assertThat(send(signIn).statusCode()).isEqualTo(429);
    assertThat(send(from("192.0.2.8", "/oauth/authorize")).statusCode()).isEqualTo(404);
  }

  /// An address is counted before its token is looked at: those that do not hold cost as much as
  /// others, and where the budget is used up even a good one is not verified any more.
  @Test
  void tokensAreNotToBeGuessed() throws Exception {
    for (int i = 0; i < 5; i++) {
      HttpRequest.Builder guess =
          from("192.0.2.11", "/api/v1/echo/viewer")
              .header("Authorization", "Bearer guess." + i + ".x");
      assertThat(send(guess).statusCode()).isEqualTo(401);
    }
    HttpRequest.Builder good = as(11, from("192.0.2.11", "/api/v1/echo/viewer"));
    assertThat(send(good).statusCode()).isEqualTo(429);
  }

  /// Nor does it help to say where one comes from in other words.
  @Test
  void aFloodWithoutATokenEndsAtItsAddress() throws Exception {
    int refused = 0;
    for (int i = 0; i < 50; i++) {
      refused +=
          send(from("203.0.113." + i + ", 192.0.2.12", "/api/v1/echo/guest")).statusCode() == 429
              ? 1
              : 0;
    }
    assertThat(refused).isEqualTo(45);
  }

  @Test
  void onlyWhatTheOwnProxyWroteCounts() throws Exception {
    send(from("203.0.113.1, 192.0.2.9", "/api/v1/echo/guest"));
    assertThat(remaining(send(from("203.0.113.2, 192.0.2.9", "/api/v1/echo/guest"))))
        .isEqualTo("3");
  }

  @Test
  void aNetworkOfIpv6IsOneClient() throws Exception {
    send(from("2001:db8:1:2::1", "/api/v1/echo/guest"));
    assertThat(remaining(send(from("2001:db8:1:2:3::9", "/api/v1/echo/guest")))).isEqualTo("3");
    assertThat(remaining(send(from("2001:db8:1:3::1", "/api/v1/echo/guest")))).isEqualTo("4");
  }

  @Test
  void preflightsAndWhatIsNotOfTheApiCostNothing() throws Exception {
    for (int i = 0; i < 7; i++) {
      send(from("192.0.2.10", "/api/v1/echo/guest").method("OPTIONS", BodyPublishers.noBody()));
      send(from("192.0.2.10", "/media/1"));
    }
    assertThat(remaining(send(from("192.0.2.10", "/api/v1/echo/guest")))).isEqualTo("4");
  }
}
