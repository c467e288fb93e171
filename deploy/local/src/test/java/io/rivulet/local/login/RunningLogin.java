package io.rivulet.local.login;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.dropwizard.testing.ConfigOverride;
import io.dropwizard.testing.junit5.DropwizardAppExtension;
import io.rivulet.local.LocalTokens;
import io.rivulet.local.seed.Seed;
import io.rivulet.service.TokenSettings;
import io.rivulet.service.TokenSigner;
import io.rivulet.service.TokenVerifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// The identity provider of a data folder, and beside it a server that knows three accounts: one of
/// the seed's, `ann` and `cleo`.
final class RunningLogin {
  static final String SEEDED_NAME = Seed.usernames().getFirst();
  static final long SEEDED = 1_001;
  static final long ANN = 1_002;
  static final long CLEO = 1_003;

  private final Path data;
  private final TokenSettings settings;
  private final DropwizardAppExtension<LoginConfiguration> app;

  RunningLogin() {
    try {
      data = Files.createTempDirectory("login-test");
      Files.writeString(data.resolve("seeded"), "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Path tokens = data.resolve("tokens");
    settings =
        new TokenSettings(
            tokens.resolve("public-keys.json"),
            "rivulet",
            "rivulet",
            Duration.ofSeconds(5),
            Optional.of(tokens.resolve("revoked.txt")));
    var _ = TokenSigner.open(tokens.resolve("private-key.json"), settings, Clock.systemUTC());
    app =
        new DropwizardAppExtension<>(
            LoginApplication.class,
            null,
            ConfigOverride.config("data", data.toString()),
            ConfigOverride.config("publicUrl", "http://127.0.0.1:" + accounts()),
            ConfigOverride.config("tokens.keys", settings.keys().toString()),
            ConfigOverride.config("tokens.revoked", tokens.resolve("revoked.txt").toString()),
            ConfigOverride.config("limits.enabled", "false"),
            ConfigOverride.config("logging.level", "ERROR"),
            ConfigOverride.config("server.applicationConnectors[0].port", "0"),
            ConfigOverride.config("server.adminConnectors[0].port", "0"));
  }

  DropwizardAppExtension<LoginConfiguration> app() {
    return app;
  }

  /// As the services verify tokens.
  TokenVerifier verifier() {
    return TokenVerifier.open(settings, Clock.systemUTC());
  }

  String password(long account) {
    return LocalTokens.existing(data).password(account);
  }

  /// Its port.
  private static int accounts() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
      server.createContext("/api/v1/accounts/lookup", RunningLogin::answer);
      server.start();
      return server.getAddress().getPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void answer(HttpExchange exchange) throws IOException {
    String name = exchange.getRequestURI().getQuery().substring("acct=".length());
    Long id = Map.of(SEEDED_NAME, SEEDED, "ann", ANN, "cleo", CLEO).get(name);
    String json =
        id == null
            ? "{\"error\":\"Record not found\"}"
            : "{\"id\":\"%d\",\"username\":\"%s\",\"display_name\":\"<i>%s</i>\"}"
                .formatted(id, name, name);
    byte[] answer = json.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(id == null ? 404 : 200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }
}
