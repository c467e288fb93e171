package io.rivulet.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dropwizard.testing.DropwizardTestSupport;
import io.rivulet.servers.CertificateAuthority;
import io.rivulet.servers.ServerCertificate;
import io.rivulet.service.EchoApplication.EchoConfiguration;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the services' configurations show as an example for HTTPS, as it stands there.
class EncryptedConnectorTest {
  private static final String BEGIN = "  #   - type: https";
  private static final String PASSWORD = "of-the-key-store";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "feed-ingest/config/ingest",
        "feed-reader/config/reader",
        "feed-fanout/config/fanout"
      })
  void theExampleEncrypts(String configuration) throws Exception {
    ServerCertificate certificate =
        CertificateAuthority.create(folder.resolve("tls")).issue("service");
    Path file = folder.resolve("service.yml");
    Files.writeString(file, connector(configuration, certificate.keyStore(PASSWORD)));
    DropwizardTestSupport<EchoConfiguration> service =
        new DropwizardTestSupport<>(EchoApplication.class, file.toString());
    service.before();
    try {
      String place = "://127.0.0.1:%d/api/v1/echo/thread".formatted(service.getLocalPort());
      HttpRequest encrypted = HttpRequest.newBuilder(URI.create("https" + place)).build();
      HttpRequest plain = HttpRequest.newBuilder(URI.create("http" + place)).build();
      try (HttpClient trusting =
              HttpClient.newBuilder()
                  .sslContext(ServerCertificate.trusting(certificate.authority()))
                  .build();
          HttpClient stranger = HttpClient.newHttpClient()) {
        var answer = trusting.send(encrypted, BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");
        assertThatThrownBy(() -> stranger.send(encrypted, BodyHandlers.ofString()))
            .isInstanceOf(SSLException.class);
        assertThatThrownBy(() -> trusting.send(plain, BodyHandlers.ofString()))
            .isInstanceOf(IOException.class);
      }
    } finally {
      service.after();
    }
  }

  /// The lines of the example, uncommented, on any port and with a key store that is there.
  private static String connector(String configuration, Path store) throws IOException {
    Path file = Path.of("..", configuration + ".yml");
    String example =
        Files.readAllLines(file).stream()
            .dropWhile(line -> !line.equals(BEGIN))
            .takeWhile(line -> line.startsWith("  #   "))
            .map(line -> line.replaceFirst("#", " "))
            .collect(Collectors.joining("\n"));
    return "server:\n  adminConnectors: [{type: http, port: 0}]\n  applicationConnectors:\n"
        + example
            .replace("8443", "0")
            .replace("/run/secrets/service.p12", store.toString())
            .replace("${FEED_KEY_STORE_PASSWORD}", PASSWORD);
  }
}
