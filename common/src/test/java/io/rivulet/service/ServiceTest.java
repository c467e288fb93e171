package io.rivulet.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.dropwizard.testing.ConfigOverride;
import io.dropwizard.testing.junit5.DropwizardAppExtension;
import io.dropwizard.testing.junit5.DropwizardExtensionsSupport;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(DropwizardExtensionsSupport.class)
class ServiceTest {
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
          ConfigOverride.config("server.applicationConnectors[0].port", "0"),
          ConfigOverride.config("server.adminConnectors[0].port", "0"));

  private static Path newFolder() {
    try {
      return Files.createTempDirectory("service-test");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(
        URI.create("http://127.0.0.1:" + app.getLocalPort() + "/api/v1/echo" + path));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private static HttpResponse<String> admin(String path) throws Exception {
    return send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + app.getAdminPort() + path)));
  }

  private static HttpResponse<String> post(String type, byte[] body) throws Exception {
    return send(
        request("/body").header("Content-Type", type).POST(BodyPublishers.ofByteArray(body)));
  }

  private static HttpResponse<String> post(String type, String body) throws Exception {
    return post(type, body.getBytes(StandardCharsets.UTF_8));
  }

  private static String token(String... scopes) {
    return signer.sign(42, Set.of(scopes), Duration.ofMinutes(5));
  }

  private static void assertError(HttpResponse<String> answer, int status) throws Exception {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type").orElse("").replace(" ", ""))
        .isEqualToIgnoringCase("application/json;charset=utf-8");
    assertThat(new JsonMapper().readTree(answer.body()).path("error").asText()).isNotEmpty();
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
    assertThat(answer.headers().firstValue("Cache-Control")).hasValue("private, no-store");
  }

  static Stream<Arguments> errors() {
    return Stream.of(
        arguments("no token", request("/viewer"), 401),
        arguments("bad token", request("/viewer").header("Authorization", "Bearer x.y.z"), 401),
        arguments("other scheme", request("/viewer").header("Authorization", "Basic eDp5"), 401),
        arguments(
            "bad token of a guest", request("/guest").header("Authorization", "Bearer x"), 401),
        arguments(
            "wrong scope",
            request("/viewer").header("Authorization", "Bearer " + token("write")),
            403),
        arguments("no such path", request("/nothing/here"), 404),
        arguments("no such record", request("/fail/missing"), 404),
        arguments("method of no resource", request("/viewer").DELETE(), 405),
        arguments("method of nobody", request("/viewer").method("TRACK", noBody()), 405),
        arguments("nothing acceptable", request("/thread").header("Accept", "image/png"), 406),
        arguments("broken json", json("{\"text\":"), 400),
        arguments("json that is no object", json("[1,2]"), 400),
        arguments("wrong type of a member", json("{\"text\":{\"a\":1}}"), 422),
        arguments("not a boolean", json("{\"flag\":\"perhaps\"}"), 422),
        arguments("other type", json("<a/>").setHeader("Content-Type", "text/xml"), 415),
        arguments("too large", json("{\"text\":\"" + "x".repeat(1 << 20) + "\"}"), 413),
        arguments("invalid", request("/fail/invalid"), 422),
        arguments("a bug", request("/fail/bug"), 500),
        arguments("header too large", request("/viewer").header("X", "x".repeat(20_000)), 431));
  }

  private static HttpRequest.BodyPublisher noBody() {
    return BodyPublishers.noBody();
  }

  private static HttpRequest.Builder json(String body) {
    return request("/body")
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body));
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource("errors")
  void everyErrorIsJson(String name, HttpRequest.Builder request, int status) throws Exception {
    assertError(answered(request), status);
  }

  /// Who sends a body that is refused at its beginning may find the connection closed before he has
  /// read why.
  private static HttpResponse<String> answered(HttpRequest.Builder request) throws Exception {
    for (int attempt = 1; ; attempt++) {
      try {
        return send(request);
      } catch (IOException e) {
        if (attempt == 3) {
          throw e;
        }
      }
    }
  }

  @Test
  void errorTellsNothingOfABug() throws Exception {
    assertThat(send(request("/fail/bug")).body())
        .isEqualTo("{\"error\":\"An unexpected error occurred\"}");
  }

  @Test
  void unavailableSaysWhenToTryAgain() throws Exception {
    HttpResponse<String> answer = send(request("/fail/unavailable"));
    assertError(answer, 503);
    assertThat(answer.headers().firstValue("Retry-After")).hasValue("3");
  }

  @Test
  void tooLargeIsRefusedWithoutAnAnnouncedLengthToo() throws Exception {
    byte[] body = ("{\"text\":\"" + "x".repeat(1 << 20) + "\"}").getBytes(StandardCharsets.UTF_8);
    assertError(
        send(
            request("/body")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(body)))),
        413);
  }

  /// Jersey counts in 4 bytes.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST /api/v1/echo/body 6854775807",
        "POST /api/v1/echo/body 2147483648",
        "GET /api/v1/echo/guest 9223372036854775807"
      })
  void aLengthBeyondAllBoundsIsTooLarge(String asked) throws Exception {
    String[] words = asked.split(" ", -1);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), app.getLocalPort())) {
      socket.setSoTimeout(10_000);
      socket
          .getOutputStream()
          .write(
              "%s %s HTTP/1.1\r\nHost: x\r\nContent-Length: %s\r\n\r\n"
                  .formatted(words[0], words[1], words[2])
                  .getBytes(UTF_8));
      byte[] first = socket.getInputStream().readNBytes(12);
      assertThat(new String(first, UTF_8)).isEqualTo("HTTP/1.1 413");
    }
  }

  @Test
  void requestThatIsNoHttpIsAnsweredWithJson() throws Exception {
    try (Socket socket =
        new Socket(java.net.InetAddress.getLoopbackAddress(), app.getLocalPort())) {
      socket
          .getOutputStream()
          .write(
              "GET /%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      InputStream answer = socket.getInputStream();
      String text = new String(answer.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(text).startsWith("HTTP/1.1 400 ").contains("{\"error\":");
    }
  }

  @Test
  void tokenSaysWhoIsAsking() throws Exception {
    HttpResponse<String> answer =
        send(request("/viewer").header("Authorization", "Bearer " + token("read", "write")));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"account\":\"42\"}");
    assertThat(answer.headers().firstValue("Cache-Control")).hasValue("private, no-store");
    assertThat(answer.headers().firstValue("Content-Type").orElse("")).contains("charset");
  }

  /// Jetty by itself takes a header that differs by case only for the one before it.
  @Test
  void aHeaderIsReadAsItWasSentThoughTheOneBeforeDiffersByCaseOnly() throws Exception {
    String token = token("read");
    String other = "E" + token.substring(1);
    assertThat(token).startsWith("ey");
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), app.getLocalPort())) {
      String answers = exchange(socket, token) + exchange(socket, token) + exchange(socket, other);
      assertThat(answers.lines().filter(line -> line.startsWith("HTTP/1.1 ")))
          .containsExactly("HTTP/1.1 200 OK", "HTTP/1.1 200 OK", "HTTP/1.1 401 Unauthorized");
    }
  }

  private static String exchange(Socket socket, String token) throws IOException {
    String request =
        "GET /api/v1/echo/viewer HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + token;
    socket.getOutputStream().write((request + "\r\n\r\n").getBytes(UTF_8));
    StringBuilder answer = new StringBuilder();
    while (answer.indexOf("\r\n\r\n") < 0 || answer.charAt(answer.length() - 1) != '}') {
      int next = socket.getInputStream().read();
      if (next < 0) {
        break;
      }
      answer.append((char) next);
    }
    return answer + "\n";
  }

  @Test
  void guestsAreServedWhereTheResourceAllowsIt() throws Exception {
    assertThat(send(request("/guest")).body()).isEqualTo("{\"guest\":true}");
    assertThat(send(request("/guest").header("Authorization", "bearer " + token("read"))).body())
        .isEqualTo("{\"guest\":false}");
  }

  @Test
  void anApplicationWithoutAnAccountIsAGuest() throws Exception {
    String token = signer.sign(Viewer.NOBODY, Set.of("read"), Duration.ofMinutes(5), "app");
    assertThat(send(request("/guest").header("Authorization", "Bearer " + token)).body())
        .isEqualTo("{\"guest\":true}");
    assertError(send(request("/viewer").header("Authorization", "Bearer " + token)), 422);
    String narrow = signer.sign(Viewer.NOBODY, Set.of("write"), Duration.ofMinutes(5), "app");
    assertError(send(request("/guest").header("Authorization", "Bearer " + narrow)), 403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/viewer", "/no/such/path", "/body"})
  void preflightPassesOnEveryPathWithoutToken(String path) throws Exception {
    HttpResponse<String> answer =
        send(
            request(path)
                .method("OPTIONS", noBody())
                .header("Access-Control-Request-Headers", "authorization,idempotency-key"));
    assertThat(answer.statusCode()).isEqualTo(204);
    assertThat(answer.headers().firstValue("Access-Control-Allow-Headers"))
        .hasValue("authorization,idempotency-key");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Methods").orElse(""))
        .contains("PATCH");
  }

  @Test
  void linkIsExposedToBrowsers() throws Exception {
    assertThat(
            send(request("/guest"))
                .headers()
                .firstValue("Access-Control-Expose-Headers")
                .orElse(""))
        .contains("Link");
  }

  /// Jetty's threads may release a buffer twice: from a pool it would then be of two connections.
  @Test
  void noBufferOfAConnectionIsUsedForAnotherOne() {
    Server server = app.getEnvironment().getApplicationContext().getServer();
    assertThat(server.getConnectors()).hasSize(2);
    for (Connector connector : server.getConnectors()) {
      ByteBufferPool pool = connector.getByteBufferPool();
      for (int size : new int[] {2, 504, 1 << 13, 1 << 15, 1 << 20}) {
        RetainableByteBuffer first = pool.acquire(size, false);
        ByteBuffer memory = first.getByteBuffer();
        first.release();
        assertThat(pool.acquire(size, false).getByteBuffer()).isNotSameAs(memory);
      }
    }
    assertThat(server.getContainedBeans(HttpConfiguration.class))
        .hasSize(2)
        .noneMatch(HttpConfiguration::isUseInputDirectByteBuffers)
        .noneMatch(HttpConfiguration::isUseOutputDirectByteBuffers);
  }

  @Test
  void requestsRunOnVirtualThreads() throws Exception {
    assertThat(send(request("/thread")).body()).isEqualTo("{\"virtual\":true}");
  }

  @Test
  void bodiesOfAllFormatsAreTheSameParameters() throws Exception {
    String expected = "{\"text\":\"a é\",\"flag\":\"true\",\"ids\":[\"1\",\"2\"],\"last\":\"5\"}";
    HttpResponse<String> ofJson =
        post(
            "application/json",
            "{\"text\":\"a é\",\"flag\":true,\"id\":[1,\"2\"],\"home\":{\"last\":5},"
                + "\"unknown\":[{}],\"poll\":null}");
    HttpResponse<String> ofForm =
        post(
            "application/x-www-form-urlencoded",
            "text=a+%C3%A9&flag=1&id[]=1&id%5B%5D=2&home[last]=5&unknown=");
    HttpResponse<String> ofMultipart =
        post(
            "multipart/form-data; boundary=b",
            part("text", "a é")
                + part("flag", "true")
                + part("id[0]", "1")
                + part("id[1]", "2")
                + part("home[last]", "5")
                + "--b--\r\n");
    assertThat(sorted(ofJson)).isEqualTo(sorted(expected));
    assertThat(sorted(ofForm)).isEqualTo(sorted(expected));
    assertThat(sorted(ofMultipart)).isEqualTo(sorted(expected));
  }

  private static String part(String name, String value) {
    return "--b\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
  }

  private static Object sorted(HttpResponse<String> answer) throws Exception {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return sorted(answer.body());
  }

  private static Object sorted(String json) throws Exception {
    return new JsonMapper().readTree(json);
  }

  @Test
  void bodyThatIsNotUtf8IsMalformed() throws Exception {
    byte[] broken = {'{', '"', 't', 'e', 'x', 't', '"', ':', '"', (byte) 0xc3, '"', '}'};
    assertError(post("application/json", broken), 400);
    assertError(post("application/x-www-form-urlencoded", "text=%C3"), 400);
  }

  @Test
  void absentBodyIsEmptyParameters() throws Exception {
    HttpResponse<String> answer = send(request("/body").POST(noBody()));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("\"text\":\"none\"");
  }

  @Test
  void adminPortHasMetricsHealthAndReadiness() throws Exception {
    send(request("/guest"));
    assertThat(admin("/metrics").body())
        .contains("jvm_memory_used_bytes")
        .contains("route=\"/api/v1/echo/guest\"");
    assertThat(admin("/healthcheck").body()).contains("\"echo\":{\"healthy\":true");
    EchoApplication.ready.set(false);
    assertThat(admin("/ready").statusCode()).isEqualTo(503);
    assertThat(admin("/ready").body()).isEqualTo("{\"ready\":false,\"missing\":[\"echo\"]}");
    EchoApplication.ready.set(true);
    assertThat(admin("/ready").statusCode()).isEqualTo(200);
  }

  static Stream<Arguments> malformed() {
    String form = "application/x-www-form-urlencoded";
    String multipart = "multipart/form-data";
    String field = "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n";
    return Stream.of(
        arguments("application/json", "{\"a\":\n x}", "the body is no JSON, line 2, column"),
        arguments("application/json", "[1]", "the body is JSON, but no object"),
        arguments("application/json", "{\"a\":" + "[".repeat(40), "at most 32 levels"),
        arguments("application/json", "{\"a\":[" + "0,".repeat(20_000) + "0]}", "20000 parts"),
        arguments("application/json", "{\"" + "a".repeat(1_001) + "\":1}", "1000 characters"),
        arguments(form, "a=%zz", "an escape of a form"),
        arguments(form, "a=%ff", "an escape of a form is not UTF-8"),
        arguments(form, "a=1&".repeat(1_001), "more than 1000 parameters"),
        arguments(form, "&".repeat(900_000) + "a&".repeat(1_001), "more than 1000 parameters"),
        arguments(form, "a".repeat(1_001) + "=1", "a parameter's name of more than 1000"),
        arguments(form, "a" + "[b]".repeat(9) + "=1", "a parameter of more than 8 levels"),
        arguments(multipart, field, "names no boundary"),
        arguments(multipart + "; boundary=b", "--b\r\n\r\n1\r\n--b--\r\n", "has no name"),
        arguments(multipart + "; boundary=b", field.repeat(1_002), "more than 1000 parameters"),
        arguments(multipart + "; boundary=b", "--c", "no multipart/form-data that ends"));
  }

  @ParameterizedTest
  @MethodSource
  void malformed(String type, String body, String reason) throws Exception {
    HttpResponse<String> answer = post(type, body);
    assertError(answer, 400);
    assertThat(answer.body()).contains(reason);
  }

  @Test
  void aBodyThatIsNotCompressedAsItSaysIsMalformed() throws Exception {
    HttpRequest.Builder request =
        request("/body")
            .header("Content-Type", "application/json")
            .header("Content-Encoding", "gzip")
            .POST(BodyPublishers.ofString("{\"a\":1}"));
    HttpResponse<String> answer = send(request);
    assertError(answer, 400);
    assertThat(answer.body()).contains("not encoded as Content-Encoding says");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 10\r\n\r\n{",
        "Transfer-Encoding: chunked\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n5\r\n{",
        "Transfer-Encoding: chunked\r\n\r\nnone",
        "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n",
        "Content-Type: multipart/form-data; boundary=b\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n--b",
        "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 5\r\n\r\na"
      })
  void aBodyThatBreaksOffIsMalformed(String rest) throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), app.getLocalPort())) {
      String head = "POST /api/v1/echo/body HTTP/1.1\r\nHost: a\r\n";
      socket.getOutputStream().write((head + rest).getBytes(UTF_8));
      socket.shutdownOutput();
      String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 400 ").contains("The request is malformed: ");
    }
    assertThat(admin("/metrics").body()).contains("\nrivulet_http_body_bytes 0.0\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET / HTTP/9.9", "GET /%zz HTTP/1.1", "GET / HTTP/1.1\r\nA\u0001: b"})
  void whatIsNoRequestIsAnswered400WithAReason(String start) throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), app.getLocalPort())) {
      socket
          .getOutputStream()
          .write((start + "\r\nHost: a\r\nConnection: close\r\n\r\n").getBytes(UTF_8));
      String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 400 ").contains("The request is malformed: ");
    }
  }
}
