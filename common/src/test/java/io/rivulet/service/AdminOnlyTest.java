package io.rivulet.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.dropwizard.testing.ConfigOverride;
import io.dropwizard.testing.junit5.DropwizardAppExtension;
import io.dropwizard.testing.junit5.DropwizardExtensionsSupport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The admin port of a service, bound to all addresses of this machine.
@ExtendWith(DropwizardExtensionsSupport.class)
class AdminOnlyTest {
  private static final Path folder = newFolder();
  private static final TokenSettings settings =
      new TokenSettings(folder.resolve("keys.json"), "rivulet", "rivulet", Duration.ofSeconds(5));
  private static final TokenSigner signer =
      TokenSigner.open(folder.resolve("secret.json"), settings, Clock.systemUTC());

  private static final DropwizardAppExtension<EchoApplication.EchoConfiguration> app =
      new DropwizardAppExtension<>(
          EchoApplication.class,
          null,
          ConfigOverride.config("tokens.keys", settings.keys().toString()),
          ConfigOverride.config("server.applicationConnectors[0].port", "0"),
          ConfigOverride.config("server.adminConnectors[0].bindHost", "0.0.0.0"),
          ConfigOverride.config("server.adminConnectors[0].port", "0"));

  private static Path newFolder() {
    try {
      return Files.createTempDirectory("admin-test");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String bearer(String... scopes) {
    return "Authorization: Bearer "
        + signer.sign(Viewer.NOBODY, Set.of(scopes), Duration.ofMinutes(5));
  }

  /// The status of an answer to a request, every line of which is given.
  private static int status(InetAddress address, String... lines) throws IOException {
    try (Socket socket = new Socket(address, app.getAdminPort())) {
      String request = String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return Integer.parseInt(answer.split(" ", 3)[1]);
    }
  }

  private static int local(String... lines) throws IOException {
    return status(InetAddress.ofLiteral("127.0.0.1"), lines);
  }

  static Stream<Arguments> fromThisMachine() {
    String metrics = "GET /metrics HTTP/1.1";
    String host = "Host: 127.0.0.1:8091";
    return Stream.of(
        arguments("by address", 200, List.of(metrics, host)),
        arguments("by name", 200, List.of(metrics, "Host: localhost")),
        arguments("by address of IPv6", 200, List.of(metrics, "Host: [::1]:8091")),
        arguments("by a name that was led here", 401, List.of(metrics, "Host: rebound.example")),
        arguments("by a name that begins so", 401, List.of(metrics, "Host: 127.0.0.1.example")),
        arguments("by a proxy", 401, List.of(metrics, host, "X-Forwarded-For: 192.0.2.1")),
        arguments("by another proxy", 401, List.of(metrics, host, "Forwarded: for=192.0.2.1")),
        arguments("by a page", 401, List.of(metrics, host, "Origin: https://rebound.example")),
        arguments("by a page's picture", 401, List.of(metrics, host, "Sec-Fetch-Site: cross-site")),
        arguments("with an invalid token", 401, List.of(metrics, host, "Authorization: Bearer x")),
        arguments("with a token of no operator", 403, List.of(metrics, host, bearer("read"))),
        arguments(
            "a task by a page", 401, List.of("POST /tasks/gc HTTP/1.1", host, "Origin: null")),
        arguments("a task", 200, List.of("POST /tasks/gc HTTP/1.1", host, "Content-Length: 0")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void fromThisMachine(String what, int expected, List<String> lines) throws IOException {
    assertThat(local(lines.toArray(String[]::new))).as(what).isEqualTo(expected);
  }

  static Stream<Arguments> fromElsewhere() {
    String looking = "GET /metrics HTTP/1.1";
    String acting = "POST /tasks/gc HTTP/1.1";
    return Stream.of(
        arguments("no token", 401, looking, "X: y"),
        arguments("a token of no operator", 403, looking, bearer("read", "write", "follow")),
        arguments("a token to look with", 200, looking, bearer("admin:read")),
        arguments("a token to change with", 403, looking, bearer("admin:write")),
        arguments("an operator's token", 200, looking, bearer("admin")),
        arguments("acting with no token", 401, acting, "X: y"),
        arguments("acting with a token to look with", 403, acting, bearer("admin:read")),
        arguments("acting with a token to change with", 200, acting, bearer("admin:write")),
        arguments("acting with an operator's", 200, acting, bearer("admin")));
  }

  /// A request that a proxy has handed on.
  @ParameterizedTest(name = "{0}")
  @MethodSource
  void fromElsewhere(String what, int expected, String line, String header) throws IOException {
    assertThat(
            local(
                line, "Host: 127.0.0.1", "X-Forwarded-For: 192.0.2.7", "Content-Length: 0", header))
        .as(what)
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/metrics",
        "/healthcheck",
        "/threads",
        "/ping",
        "/tasks/gc",
        "//metrics",
        "/./metrics",
        "/ready/../metrics",
        "/%6detrics",
        "/ready;/metrics",
        "/pprof",
        "/",
        "/unknown"
      })
  void nothingButReadinessIsToldToAnybody(String path) throws IOException {
    assertThat(local("GET " + path + " HTTP/1.1", "Host: 127.0.0.1", "X-Forwarded-For: 192.0.2.7"))
        .isIn(400, 401);
  }

  @Test
  void readinessIsToldToAnybody() throws IOException {
    assertThat(local("GET /ready HTTP/1.1", "Host: a.example", "X-Forwarded-For: 192.0.2.7"))
        .isIn(200, 503);
  }

  /// The same through an address that is not of the loopback interface, where there is one.
  @Test
  void anotherAddressOfThisMachineIsElsewhere() throws IOException {
    Optional<InetAddress> outer =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(address -> address.getAddress().length == 4 && !address.isLoopbackAddress())
            .findFirst();
    assumeTrue(outer.isPresent());
    InetAddress address = outer.orElseThrow();
    String metrics = "GET /metrics HTTP/1.1";
    assertThat(status(address, metrics, "Host: 127.0.0.1")).isEqualTo(401);
    assertThat(status(address, metrics, "Host: 127.0.0.1", bearer("admin"))).isEqualTo(200);
  }
}
