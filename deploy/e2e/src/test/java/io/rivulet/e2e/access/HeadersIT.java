package io.rivulet.e2e.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.rivulet.e2e.RunningSystem;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What answers tell browsers of what they may do with them, as RELIABILITY.md's table has it.
class HeadersIT {
  private static final HttpClient http = HttpClient.newHttpClient();
  private static final String ELSEWHERE = "https://elsewhere.example";

  private static RunningSystem system;
  private static String token;

  @BeforeAll
  static void start() {
    system = RunningSystem.shared();
    token = system.account("headers_ann");
  }

  private static HttpResponse<String> send(String method, String path, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(system.instance.address() + path))
            .method(method, BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private static String header(HttpResponse<?> answer, String name) {
    return String.join(", ", answer.headers().allValues(name));
  }

  /// A page of forms of the identity provider.
  private static String authorize() {
    var app =
        system
            .api
            .post(
                token,
                "/api/v1/apps",
                Map.of("client_name", "headers", "redirect_uris", "https://app.example/done"))
            .body();
    return "/oauth/authorize?response_type=code&client_id="
        + app.path("client_id").asText()
        + "&redirect_uri="
        + URLEncoder.encode("https://app.example/done", StandardCharsets.UTF_8);
  }

  static Stream<Arguments> answers() {
    return Stream.of(
        arguments("a home timeline", "/api/v1/timelines/home", 200),
        arguments("a resource", "/api/v1/accounts/verify_credentials", 200),
        arguments("what all may see", "/api/v1/timelines/public", 200),
        arguments("what is not there", "/api/v1/accounts/1", 404),
        arguments("no resource", "/api/v1/nothing", 404),
        arguments("the provider", "/api/v1/apps/verify_credentials", 200),
        arguments("uploads", "/api/v1/media/1", 404));
  }

  /// Any origin may read them, with whatever token it has, and none with a cookie of ours: there is
  /// none that the API looks at. JSON stays JSON, and nobody between keeps it.
  @ParameterizedTest(name = "{0}")
  @MethodSource
  void answers(String what, String path, int status) throws Exception {
    HttpResponse<String> answer =
        send("GET", path, "Authorization", "Bearer " + token, "Origin", ELSEWHERE);
    assertThat(answer.statusCode()).as(what).isEqualTo(status);
    assertThat(header(answer, "Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Credentials")).isEmpty();
    assertThat(header(answer, "Access-Control-Expose-Headers"))
        .contains("Link", "X-RateLimit-Reset", "X-RateLimit-Limit", "X-RateLimit-Remaining");
    assertThat(header(answer, "Content-Type"))
        .isEqualToIgnoringCase("application/json;charset=utf-8");
    assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(header(answer, "Cache-Control")).isEqualTo("private, no-store");
    assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    assertThat(answer.headers().firstValue("Server")).isEmpty();
  }

  @Test
  void aPreflightIsAnsweredForEveryPathWithoutAToken() throws Exception {
    for (String path : new String[] {"/api/v1/statuses", "/api/v1/nothing", "/oauth/token"}) {
      HttpResponse<String> answer =
          send(
              "OPTIONS",
              path,
              "Origin",
              ELSEWHERE,
              "Access-Control-Request-Method",
              "POST",
              "Access-Control-Request-Headers",
              "authorization, content-type, idempotency-key");
      assertThat(answer.statusCode()).as(path).isEqualTo(204);
      assertThat(header(answer, "Access-Control-Allow-Origin")).isEqualTo("*");
      assertThat(header(answer, "Access-Control-Allow-Methods"))
          .contains("POST", "PUT", "DELETE", "GET", "PATCH");
      assertThat(header(answer, "Access-Control-Allow-Headers")).contains("idempotency-key");
      assertThat(answer.headers().firstValue("Access-Control-Allow-Credentials")).isEmpty();
    }
  }

  /// The scheme of the provider's cookie is that of the address where it is reached.
  @Test
  void theOnlyCookieIsTheProvidersAndOutOfReachOfScriptsAndOtherSites() throws Exception {
    HttpResponse<String> page = send("GET", authorize());
    assertThat(page.statusCode()).isEqualTo(200);
    List<String> cookies = page.headers().allValues("Set-Cookie");
    assertThat(cookies).hasSize(1);
    assertThat(cookies.getFirst())
        .matches("rivulet_login=[\\w-]{43}; Path=/oauth; HttpOnly; SameSite=Lax");
  }

  static Stream<Arguments> pages() {
    return Stream.of(
        arguments("the page", "/"),
        arguments("a view", "/home"),
        arguments("the documentation", "/api/docs"),
        arguments("signing in", null),
        arguments("a failure of signing in", "/oauth/authorize?client_id=nobody"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void pages(String what, @Nullable String path) throws Exception {
    HttpResponse<String> page = send("GET", path == null ? authorize() : path);
    String policy = header(page, "Content-Security-Policy");
    assertThat(header(page, "Content-Type")).startsWith("text/html");
    // Of `default-src` all others take what they do not say themselves, `object-src` among them.
    assertThat(policy)
        .as(what)
        .contains("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action")
        .doesNotContain(
            "unsafe-eval", "script-src 'unsafe-inline'", "object-src", " *", "data: https");
    assertThat(header(page, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(header(page, "Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(header(page, "X-Frame-Options")).isEqualTo("DENY");
    // Scripts are files; what stands within a page is an import map, allowed by its hash.
    assertThat(page.body())
        .doesNotContainPattern("<script(?![^>]*(src=|type=\"importmap\"))")
        .doesNotContainPattern("(?i)\\son[a-z]+\\s*=")
        .doesNotContain("javascript:");
  }
}
