package io.rivulet.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.rivulet.servers.CertificateAuthority;
import io.rivulet.servers.LoopbackPort;
import io.rivulet.servers.ServerCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The door with HTTPS, and HTTP beside it.
final class SecureDoorTest {
  @TempDir private Path folder;

  private final int port = LoopbackPort.free();
  private final int httpPort = LoopbackPort.free();
  private final AtomicInteger requests = new AtomicInteger();
  private final HttpServer service = service();

  private HttpServer service() {
    try {
      var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/",
          exchange -> {
            requests.incrementAndGet();
            byte[] body =
                exchange.getRequestHeaders().getFirst("X-Forwarded-Proto").getBytes(UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
          });
      return server;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private FrontDoor open(ServerCertificate certificate) {
    Map<Route, Integer> routes = new EnumMap<>(Route.class);
    for (Route route : Route.values()) {
      routes.put(route, service.getAddress().getPort());
    }
    return FrontDoor.open(
        port,
        routes,
        Optional.of(new DoorSecurity(certificate.context(), OptionalInt.of(httpPort))));
  }

  @BeforeEach
  void start() {
    service.start();
  }

  @AfterEach
  void stop() {
    service.stop(0);
  }

  private static HttpResponse<String> send(HttpClient client, HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder http(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + httpPort + path));
  }

  private HttpRequest.Builder https(String path) {
    return HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + path));
  }

  @Test
  void whoTrustsTheAuthorityIsServedAndToldToComeEncryptedAlways() throws Exception {
    ServerCertificate certificate =
        CertificateAuthority.create(folder.resolve("tls")).issue("door");
    try (FrontDoor _ = open(certificate);
        HttpClient client =
            HttpClient.newBuilder()
                .sslContext(ServerCertificate.trusting(certificate.authority()))
                .build()) {
      HttpResponse<String> answer = send(client, https("/api/v1/instance"));

      assertThat(answer.body()).isEqualTo("https");
      assertThat(answer.headers().firstValue("Strict-Transport-Security"))
          .contains("max-age=31536000");
      assertThat(answer.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");
    }
  }

  @Test
  void whoDoesNotTrustItIsNot() {
    ServerCertificate certificate =
        CertificateAuthority.create(folder.resolve("tls")).issue("door");
    try (FrontDoor _ = open(certificate);
        HttpClient client = HttpClient.newHttpClient()) {
      assertThatThrownBy(() -> send(client, https("/"))).isInstanceOf(SSLHandshakeException.class);
    }
  }

  @Test
  void whoLooksByHttpIsSentOnAndWhoSendsIsRefused() throws Exception {
    ServerCertificate certificate =
        CertificateAuthority.create(folder.resolve("tls")).issue("door");
    try (FrontDoor _ = open(certificate);
        HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> looked = send(client, http("/api/v1/timelines/public?limit=5"));
      assertThat(looked.statusCode()).isEqualTo(308);
      assertThat(looked.headers().firstValue("Location"))
          .contains("https://127.0.0.1:" + port + "/api/v1/timelines/public?limit=5");

      HttpResponse<String> sent =
          send(client, http("/api/v1/statuses").POST(BodyPublishers.ofString("status=x")));
      assertThat(sent.statusCode()).isEqualTo(403);
      assertThat(sent.body()).contains("\"error\":\"Only encrypted requests");
      HttpResponse<String> shown =
          send(client, http("/api/v1/timelines/home").header("Authorization", "Bearer x"));
      assertThat(shown.statusCode()).isEqualTo(403);
      assertThat(requests.get()).isZero();
    }
  }
}
