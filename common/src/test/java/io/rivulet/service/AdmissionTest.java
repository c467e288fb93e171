package io.rivulet.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dropwizard.testing.ConfigOverride;
import io.dropwizard.testing.junit5.DropwizardAppExtension;
import io.dropwizard.testing.junit5.DropwizardExtensionsSupport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A service that works on four requests at a time.
@ExtendWith(DropwizardExtensionsSupport.class)
class AdmissionTest {
  private static final int MOST = 4;

  /// Beyond Dropwizard's own bound of virtual threads, 1,024.
  private static final int SLOW = 1_200;

  private static final Duration SOON = Duration.ofSeconds(10);
  private static final String JSON = "application/json";

  private static final DropwizardAppExtension<EchoApplication.EchoConfiguration> app =
      new DropwizardAppExtension<>(
          EchoApplication.class,
          null,
          ConfigOverride.config("tokens.keys", keys().toString()),
          ConfigOverride.config("limits.enabled", "false"),
          ConfigOverride.config("overload.least", "4"),
          ConfigOverride.config("overload.most", "4"),
          ConfigOverride.config("server.applicationConnectors[0].port", "0"),
          ConfigOverride.config("server.adminConnectors[0].port", "0"));

  private static Path keys() {
    try {
      Path folder = Files.createTempDirectory("admission-test");
      TokenSettings settings =
          new TokenSettings(
              folder.resolve("keys.json"), "rivulet", "rivulet", Duration.ofSeconds(5));
      var _ = TokenSigner.open(folder.resolve("secret.json"), settings, Clock.systemUTC());
      return folder.resolve("keys.json");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private final HttpClient http = HttpClient.newHttpClient();
  private final List<Socket> sockets = new ArrayList<>();

  @AfterEach
  void close() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    await().atMost(SOON).until(() -> metric("rivulet_http_under_way", "usual") == 0);
    http.close();
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(
        URI.create("http://127.0.0.1:" + app.getLocalPort() + "/api/v1/echo/" + path));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> admin(String path) throws Exception {
    return send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + app.getAdminPort() + path)));
  }

  private double metric(String name, String lane) throws Exception {
    return metric(name + "{lane=\"" + lane + "\"}");
  }

  private double metric(String series) throws Exception {
    return admin("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(series + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  private Socket send(String text) throws IOException {
    Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), app.getLocalPort());
    sockets.add(socket);
    socket.setSoTimeout((int) SOON.toMillis());
    write(socket, text);
    return socket;
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  /// The next status and headers of a connection.
  private static String head(Socket socket) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int read = socket.getInputStream().read();
      assertThat(read).as("after " + head).isNotNegative();
      head.append((char) read);
    }
    return head.toString();
  }

  /// Sends a request whose body of two bytes is waited for from now on.
  private Socket late(String path, String type) throws IOException {
    String line = "POST /api/v1/echo/%s HTTP/1.1\r\n".formatted(path);
    String kind = "Content-Type: %s\r\n".formatted(type);
    Socket socket =
        send(line + "Host: x\r\n" + kind + "Content-Length: 2\r\nExpect: 100-continue\r\n\r\n");
    assertThat(head(socket)).startsWith("HTTP/1.1 100 ");
    return socket;
  }

  private List<CompletableFuture<HttpResponse<String>>> holdAll(HttpRequest.Builder request) {
    List<CompletableFuture<HttpResponse<String>>> holding = new ArrayList<>();
    for (int i = 0; i < MOST; i++) {
      holding.add(http.sendAsync(request.build(), BodyHandlers.ofString()));
    }
    await().atMost(SOON).until(() -> metric("rivulet_http_under_way", "usual") == MOST);
    return holding;
  }

  private static void release(List<CompletableFuture<HttpResponse<String>>> holding)
      throws Exception {
    EchoApplication.held.release(holding.size());
    for (var answer : holding) {
      assertThat(answer.get().statusCode()).isEqualTo(200);
    }
  }

  @Test
  void whatIsBeyondTheLimitIsRefusedAtOnceAndOnceThereIsRoomIsAnswered() throws Exception {
    var holding = holdAll(request("hold"));
    double before = metric("rivulet_http_refused_total", "usual");
    HttpResponse<String> refused = send(request("guest"));
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Retry-After").orElse("")).isIn("1", "2", "3");
    assertThat(refused.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(refused.headers().firstValue("Content-Type"))
        .hasValue("application/json;charset=utf-8");
    assertThat(refused.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
    assertThat(refused.body())
        .isEqualTo("{\"error\":\"The service is temporarily unavailable, try again soon\"}");
    HttpResponse<String> post =
        send(
            request("body")
                .header("Content-Type", JSON)
                .POST(BodyPublishers.ofString("{\"text\":\"x\"}")));
    assertThat(post.statusCode()).isEqualTo(503);
    assertThat(metric("rivulet_http_refused_total", "usual")).isEqualTo(before + 2);
    assertThat(send(request("aside")).statusCode()).as("another lane").isEqualTo(200);
    assertThat(admin("/ping").statusCode()).isEqualTo(200);
    assertThat(admin("/healthcheck").statusCode()).isEqualTo(200);

    release(holding);
    assertThat(send(request("guest")).statusCode()).isEqualTo(200);
  }

  @Test
  void aRequestWithABodyThatNobodyReadsCountsAsAnyOther() throws Exception {
    var holding = holdAll(request("hold").method("GET", BodyPublishers.ofString("x")));
    for (String method : List.of("GET", "POST", "DELETE")) {
      HttpRequest.Builder another = request("guest").method(method, BodyPublishers.ofString("x"));
      assertThat(send(another).statusCode()).as(method).isEqualTo(503);
    }
    release(holding);
  }

  @Test
  void ofManyBodiesThatEndAtTheSameTimeNoMoreAreWorkedOnThanMayBe() throws Exception {
    double before = metric("rivulet_http_refused_total", "usual");
    List<Socket> late = new ArrayList<>();
    for (int i = 0; i < 3 * MOST; i++) {
      late.add(late("hold", JSON));
    }
    for (Socket socket : late) {
      write(socket, "{}");
    }
    await()
        .atMost(SOON)
        .until(() -> metric("rivulet_http_refused_total", "usual") == before + 2 * MOST);
    assertThat(metric("rivulet_http_under_way", "usual")).isEqualTo(MOST);
    EchoApplication.held.release(MOST);
    int answered = 0;
    for (Socket socket : late) {
      String head = head(socket);
      if (head.startsWith("HTTP/1.1 200 ")) {
        answered++;
      } else {
        assertThat(head).startsWith("HTTP/1.1 503 ").containsPattern("Retry-After: [123]\r");
      }
    }
    assertThat(answered).isEqualTo(MOST);
  }

  /// Jersey has waited for the first byte of the form, and the method reads no more.
  @Test
  void aFormOfWhichOnlyTheBeginningIsReadNeedsRoomToGoOn() throws Exception {
    Socket late = late("nothing", "application/x-www-form-urlencoded");
    var holding = holdAll(request("hold"));
    write(late, "x");
    assertThat(head(late)).startsWith("HTTP/1.1 503 ").contains("Retry-After: ");
    release(holding);
  }

  /// Clients that send slowly take no place from others, and no thread: there are more of them than
  /// `maxThreads` says.
  @Test
  void aBodyThatIsNotThereYetTakesNoPlace() throws Exception {
    for (int i = 0; i < SLOW; i++) {
      write(late("body", JSON), "{");
    }
    for (int i = 0; i < 5 * MOST; i++) {
      assertThat(send(request("guest")).statusCode()).isEqualTo(200);
    }
    assertThat(
            send(request("body")
                    .header("Content-Type", JSON)
                    .POST(BodyPublishers.ofString("{\"text\":\"x\"}")))
                .body())
        .contains("\"text\":\"x\"");
  }

  /// Clients that read slowly take no place from others, and all together no more than a part of
  /// the heap.
  @Test
  void anAnswerThatIsNotTakenTakesNoPlaceAndThereAreNotTooMany() throws Exception {
    long most = Runtime.getRuntime().maxMemory() / 8;
    for (long asked = 0; asked < 3 * most; asked += 16 << 20) {
      send("GET /api/v1/echo/large HTTP/1.1\r\nHost: x\r\n\r\n");
      await().atMost(SOON).until(() -> send(request("guest")).statusCode() == 200);
    }
    await().atMost(SOON).until(() -> unsent() > 0);
    assertThat(unsent()).isLessThan((double) (most + MOST * (16L << 20)));
    // Of each what is there of it counts, and not the piece that is on its way.
    assertThat(metric("rivulet_http_cut_off_total")).isPositive();
    sockets.getLast().close();
  }

  private double unsent() throws Exception {
    return metric("rivulet_http_unsent_bytes");
  }
}
