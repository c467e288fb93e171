package io.rivulet.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.rivulet.servers.LoopbackPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The door before two servers that say who they are.
final class FrontDoorTest {
  private static final int MEBIBYTE = 1 << 20;

  private final int port = LoopbackPort.free();
  private final HttpClient client = HttpClient.newHttpClient();
  private HttpServer ingest = server("ingest");
  private final HttpServer reader = server("reader");
  private FrontDoor door = open();

  private FrontDoor open() {
    return FrontDoor.open(
        port,
        Map.of(
            Route.INGEST, ingest.getAddress().getPort(),
            Route.READER, reader.getAddress().getPort(),
            Route.STREAMS, reader.getAddress().getPort(),
            Route.LOGIN, reader.getAddress().getPort()));
  }

  @BeforeEach
  void start() {
    ingest.start();
    reader.start();
  }

  @AfterEach
  void stop() {
    door.close();
    ingest.stop(0);
    reader.stop(0);
    client.close();
  }

  @Test
  void writesGoToIngestAndReadsToReader() throws Exception {
    assertThat(send("GET", "").body()).startsWith("reader GET /api/v1/statuses?limit=2");
    assertThat(send("POST", "x").body()).startsWith("ingest POST /api/v1/statuses?limit=2");
    assertThat(send("DELETE", "").body()).startsWith("ingest DELETE");
  }

  @Test
  void theHostStaysWhatTheClientSaid() throws Exception {
    assertThat(send("GET", "").body()).contains("host=127.0.0.1:" + port, "for=127.0.0.1");
  }

  @Test
  void largeBodiesPass() throws Exception {
    assertThat(send("POST", "x".repeat(MEBIBYTE)).body()).endsWith(" bytes=" + MEBIBYTE);
  }

  @Test
  void aServiceThatIsAwayIsAnErrorInJsonUntilItIsBack() throws Exception {
    var address = ingest.getAddress();
    ingest.stop(0);
    HttpResponse<String> away = send("POST", "x");
    assertThat(away.statusCode()).isEqualTo(503);
    assertThat(away.body()).isEqualTo("{\"error\":\"The service is not available at the moment\"}");
    assertThat(away.headers().firstValue("Content-Type"))
        .hasValue("application/json;charset=utf-8");
    assertThat(away.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
    assertThat(send("GET", "").statusCode()).isEqualTo(200);
    ingest = server("ingest again", address.getPort());
    ingest.start();
    await().until(() -> send("POST", "x").statusCode() == 200);
  }

  @Test
  void aTakenPortIsNamed() {
    assertThatThrownBy(this::open)
        .isInstanceOf(LocalException.class)
        .hasMessage(
            "Port %d on 127.0.0.1 is taken: stop what uses it or choose another with --port N"
                .formatted(port));
  }

  private HttpResponse<String> send(String method, String body)
      throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:%d/api/v1/statuses?limit=2".formatted(port));
    return client.send(
        HttpRequest.newBuilder(uri).method(method, BodyPublishers.ofString(body)).build(),
        BodyHandlers.ofString());
  }

  private static HttpServer server(String name) {
    return server(name, 0);
  }

  private static HttpServer server(String name, int port) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 0);
      server.createContext("/", exchange -> answer(name, exchange));
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void answer(String name, HttpExchange exchange) throws IOException {
    int bytes = exchange.getRequestBody().readAllBytes().length;
    String text =
        "%s %s %s host=%s for=%s bytes=%d"
            .formatted(
                name,
                exchange.getRequestMethod(),
                exchange.getRequestURI(),
                exchange.getRequestHeaders().getFirst("Host"),
                exchange.getRequestHeaders().getFirst("X-Forwarded-For"),
                bytes);
    byte[] answer = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }
}
