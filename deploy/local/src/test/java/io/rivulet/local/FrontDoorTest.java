package io.rivulet.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.rivulet.servers.LoopbackPort;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
  void aRequestWhoseHeadDoesNotEndIsCutOff() throws Exception {
    try (Socket slow = new Socket(InetAddress.getLoopbackAddress(), port)) {
      slow.setSoTimeout(30_000);
      slow.getOutputStream().write("GET / HTTP/1.1\r\nHost: a\r\nX: ".getBytes(UTF_8));
      assertThat(slow.getInputStream().read()).isEqualTo(-1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n",
        "POST / HTTP/1.1\r\nTransfer-Encoding:\r\n",
        "POST / HTTP/1.1\r\nTransfer-Encoding: identity\r\n",
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
        "GET / HTTP/0.9\r\n",
        "GET / HTTP/1.1\r\nCookie: a=\u00ff\r\n",
        "GET / HTTP/1.1\r\nContent-Length: 1\r\nExpect: a miracle\r\n"
      })
  void aRequestWhoseEndIsNotClearIsTheLastOfItsConnection(String head) throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(30_000);
      String second = "GET /second HTTP/1.1\r\nHost: a\r\n\r\n";
      String sent = head + "Host: a\r\n\r\n" + second + second;
      socket.getOutputStream().write(sent.getBytes(UTF_8));
      String answers = new String(socket.getInputStream().readAllBytes(), UTF_8);
      assertThat(answers).startsWith("HTTP/1.1 400 ").doesNotContain("second", "200 OK");
    }
  }

  @Test
  void headersBeyondTheServicesBoundAreRefused() throws Exception {
    try (Socket large = new Socket(InetAddress.getLoopbackAddress(), port)) {
      large.setSoTimeout(30_000);
      String head = "GET / HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(20_000) + "\r\n\r\n";
      large.getOutputStream().write(head.getBytes(UTF_8));
      assertThat(new String(large.getInputStream().readAllBytes(), UTF_8)).doesNotContain(" 200 ");
    }
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

  /// The service closes a connection at the moment at which another request is sent over it.
  @Test
  void aReadIsSentAgainWhereItsConnectionEndsAndAWriteIsNot() throws Exception {
    Queue<String> asked = new ConcurrentLinkedQueue<>();
    AtomicInteger ends = new AtomicInteger();
    try (ServerSocket service = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"))) {
      Thread.ofVirtual().start(() -> serve(service, asked, ends));
      door.close();
      door =
          FrontDoor.open(
              port,
              Stream.of(Route.values())
                  .collect(Collectors.toMap(route -> route, _ -> service.getLocalPort())));
      for (int i = 0; i < 10; i++) {
        assertThat(send("GET", "").statusCode()).isEqualTo(200);
        assertThat(send("POST", "").statusCode()).isEqualTo(200);
      }
      ends.set(2);
      assertThat(send("GET", "").statusCode()).isEqualTo(200);
      assertThat(asked.stream().filter("GET"::equals)).hasSize(13);
      ends.set(1);
      assertThat(send("POST", "").statusCode()).isEqualTo(503);
      assertThat(asked.stream().filter("POST"::equals)).hasSize(11);
    }
  }

  private static void serve(ServerSocket service, Queue<String> asked, AtomicInteger ends) {
    while (!service.isClosed()) {
      try {
        Socket connection = service.accept();
        Thread.ofVirtual().start(() -> serve(connection, asked, ends));
      } catch (IOException _) {
        return;
      }
    }
  }

  private static void serve(Socket connection, Queue<String> asked, AtomicInteger ends) {
    try (connection) {
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(connection.getInputStream(), UTF_8));
      byte[] answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(UTF_8);
      while (isAsked(lines, asked) && ends.getAndUpdate(left -> Math.max(0, left - 1)) == 0) {
        connection.getOutputStream().write(answer);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isAsked(BufferedReader lines, Queue<String> asked) throws IOException {
    String first = lines.readLine();
    for (String line = first; line != null && !line.isEmpty(); line = lines.readLine()) {
      if (line.endsWith(" HTTP/1.1")) {
        asked.add(line.substring(0, line.indexOf(' ')));
      }
    }
    return first != null;
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
    byte[] answer = text.getBytes(UTF_8);
    exchange.sendResponseHeaders(200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }
}
