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
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Who says nothing, or a byte at a time, holds nobody up and is cut off.
@ExtendWith(DropwizardExtensionsSupport.class)
class SlowSendersTest {
  private static final int EACH = 170;
  private static final int BODY = 1_000_000;
  private static final String keys = keys();
  private static final HttpClient http = HttpClient.newHttpClient();

  private static final DropwizardAppExtension<EchoApplication.EchoConfiguration> app =
      new DropwizardAppExtension<>(
          EchoApplication.class,
          null,
          ConfigOverride.config("tokens.keys", keys),
          ConfigOverride.config("limits.enabled", "false"),
          ConfigOverride.config("connections.patience", "PT2S"),
          ConfigOverride.config("server.applicationConnectors[0].port", "0"),
          ConfigOverride.config("server.applicationConnectors[0].idleTimeout", "4 seconds"),
          ConfigOverride.config("server.adminConnectors[0].port", "0"));

  private final ScheduledExecutorService dripping = Executors.newScheduledThreadPool(1);
  private final List<Socket> sockets = new ArrayList<>();

  private static String keys() {
    try {
      Path folder = Files.createTempDirectory("slow-senders-test");
      TokenSettings settings =
          new TokenSettings(
              folder.resolve("keys.json"), "rivulet", "rivulet", Duration.ofSeconds(5));
      var _ = TokenSigner.open(folder.resolve("secret.json"), settings, Clock.systemUTC());
      return settings.keys().toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterEach
  void close() throws IOException {
    dripping.shutdownNow();
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(
        URI.create("http://127.0.0.1:" + app.getLocalPort() + "/api/v1/echo/" + path));
  }

  @Test
  void fiveHundredSlowConnectionsHoldNobodyUpAndAreClosed() throws Exception {
    HttpRequest normal = request("thread").timeout(Duration.ofSeconds(1)).build();
    // The first request of all takes long, and all others would wait for it as if they were work.
    assertThat(http.send(request("thread").build(), BodyHandlers.ofString()).statusCode())
        .isEqualTo(200);
    for (int i = 0; i < EACH; i++) {
      open("");
      drip(open("GET /api/v1/echo/thread HTTP/1.1\r\nHost: a\r\nX: "), 1);
      drip(open(post(5_000)), 1);
    }
    assertThat(http.send(normal, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(sockets).allMatch(SlowSendersTest::isClosed));
    assertThat(http.send(normal, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
  }

  /// Nine tenths of a body each and then 100 bytes at a time, which is not too slow by itself,
  /// until there is no room for another.
  @Test
  void bodiesThatDripKeepNoOtherOut() throws Exception {
    long most = Runtime.getRuntime().maxMemory() / 8;
    String start = post(BODY) + " ".repeat(BODY * 9 / 10);
    await()
        .atMost(Duration.ofSeconds(60))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(1))
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(
            () -> {
              drip(open(start), 100);
              return metric("rivulet_http_body_bytes") > most - BODY;
            });
    HttpRequest whole =
        request("body")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(" ".repeat(BODY - 2) + "{}"))
            .build();
    await()
        .atMost(Duration.ofSeconds(5))
        .until(() -> http.send(whole, BodyHandlers.ofString()).statusCode() == 200);
    assertThat(metric("rivulet_http_bodies_cut_off_total")).isPositive();
  }

  private static double metric(String name) throws Exception {
    URI metrics = URI.create("http://127.0.0.1:" + app.getAdminPort() + "/metrics");
    return http.send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString())
        .body()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  @Test
  void aBodyThatStopsIsAnsweredWithTimeOut() throws Exception {
    Socket socket = open(post(10) + "{");
    socket.setSoTimeout(15_000);
    String answer = new String(socket.getInputStream().readNBytes(12), StandardCharsets.ISO_8859_1);
    assertThat(answer).isEqualTo("HTTP/1.1 408");
  }

  private static String post(int length) {
    return "POST /api/v1/echo/body HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
        + "Content-Length: "
        + length
        + "\r\n\r\n";
  }

  private Socket open(String start) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), app.getLocalPort());
    socket.setSoTimeout(1);
    sockets.add(socket);
    socket.getOutputStream().write(start.getBytes(StandardCharsets.ISO_8859_1));
    return socket;
  }

  private void drip(Socket socket, int bytes) {
    byte[] drop = " ".repeat(bytes).getBytes(StandardCharsets.ISO_8859_1);
    var _ =
        dripping.scheduleWithFixedDelay(
            () -> {
              try {
                socket.getOutputStream().write(drop);
              } catch (IOException e) {
                throw new UncheckedIOException(e); // ends the dripping
              }
            },
            300,
            300,
            TimeUnit.MILLISECONDS);
  }

  private static boolean isClosed(Socket socket) {
    try {
      // What was answered before the end is read over.
      var _ = socket.getInputStream().readAllBytes();
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }
}
