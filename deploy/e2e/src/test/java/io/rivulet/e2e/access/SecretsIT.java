package io.rivulet.e2e.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rivulet.e2e.Api;
import io.rivulet.e2e.RunningSystem;
import io.rivulet.e2e.SignIn;
import io.rivulet.local.LocalTokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What is secret stands in none of the logs, though they tell all that is not given a level of its
/// own (DEBUG), in no list of processes, and in no error.
class SecretsIT {
  private static final HttpClient http = HttpClient.newHttpClient();
  private static final String OUT_OF_BAND = "urn:ietf:wg:oauth:2.0:oob";

  private static RunningSystem system;
  private static Map<String, String> secrets;

  @BeforeAll
  static void start() throws Exception {
    system = RunningSystem.shared();
    String token = system.account("secret_ann");
    level("DEBUG");
    secrets = exercised(token);
  }

  @AfterAll
  static void stop() throws Exception {
    if (system != null) {
      level("INFO");
    }
  }

  /// Of all services, by a task of their admin ports.
  private static void level(String level) throws Exception {
    for (String admin : system.instance.admin().values()) {
      URI task = URI.create(admin + "/tasks/log-level?logger=ROOT&level=" + level);
      HttpRequest request = HttpRequest.newBuilder(task).POST(BodyPublishers.noBody()).build();
      assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }
  }

  /// Has secrets made and used in all ways there are, good and bad ones, and tells them by what
  /// they are.
  private static Map<String, String> exercised(String token) throws Exception {
    Map<String, String> made = new LinkedHashMap<>();
    made.put("a token", token);
    JsonNode app =
        system
            .api
            .post(
                token,
                "/api/v1/apps",
                Map.of("client_name", "secrets", "redirect_uris", OUT_OF_BAND, "scopes", "read"))
            .body();
    made.put("a client's secret", app.path("client_secret").asText());
    made.put(
        "a password",
        LocalTokens.existing(system.data()).password(Long.parseLong(system.id("secret_ann"))));
    String code =
        new SignIn(system)
            .code(
                system.instance.address()
                    + "/oauth/authorize?response_type=code&client_id="
                    + app.path("client_id").asText()
                    + "&redirect_uri="
                    + URLEncoder.encode(OUT_OF_BAND, StandardCharsets.UTF_8),
                "secret_ann");
    made.put("a code", code);
    Map<String, String> request =
        Map.of(
            "grant_type",
            "authorization_code",
            "code",
            code,
            "client_id",
            app.path("client_id").asText(),
            "client_secret",
            app.path("client_secret").asText(),
            "redirect_uri",
            OUT_OF_BAND);
    Api.Answer fetched = system.api.post(token, "/oauth/token", request);
    made.put("a token of a code", fetched.body().path("access_token").asText());
    // Once more, which fails; and with secrets that are none.
    system.api.post(token, "/oauth/token", request);
    system.api.get(token + "x", "/api/v1/preferences");
    system.api.get(token, "/api/v1/preferences?access_token=" + token);
    Requests.send(
        system.instance.address(), "GET", "/api/v1/streaming/user?access_token=" + token, null, "");
    Requests.send(
        system.instance.address(),
        "GET",
        "/api/v1/streaming/nowhere?access_token=" + token,
        null,
        "");
    made.put("the private key", privateKey());
    return made;
  }

  /// The number that it is.
  private static String privateKey() throws IOException {
    String json = Files.readString(system.data().resolve("tokens").resolve("private-key.json"));
    return json.replaceAll("(?s).*\"d\":\"([^\"]+)\".*", "$1");
  }

  @Test
  void thereIsSomethingToFind() {
    assertThat(secrets).hasSize(6);
    assertThat(secrets.values()).allSatisfy(secret -> assertThat(secret).hasSizeGreaterThan(15));
    assertThat(logs()).as("logs that tell everything").anyMatch(log -> log.contains("DEBUG"));
  }

  @Test
  void noLogTellsASecret() {
    assertNone("a log", logs());
  }

  private static List<String> logs() {
    try (Stream<Path> files = Files.walk(system.data())) {
      return files.filter(file -> file.toString().endsWith(".log")).map(SecretsIT::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void noListOfProcessesTellsASecret() {
    List<String> commands = new ArrayList<>();
    ProcessHandle.allProcesses()
        .map(process -> Path.of("/proc", Long.toString(process.pid()), "cmdline"))
        .filter(Files::isReadable)
        .forEach(
            file -> {
              try {
                commands.add(Files.readString(file, StandardCharsets.ISO_8859_1));
              } catch (IOException _) {
                // It has ended.
              }
            });
    assertThat(commands).anyMatch(command -> command.contains("ReaderApplication"));
    assertNone("a command line", commands);
  }

  /// Nor do files that others may read.
  @Test
  void whatIsSecretIsItsOwnersAlone() throws IOException {
    Path keys = system.data().resolve("tokens").resolve("private-key.json");
    assertThat(Files.getPosixFilePermissions(keys).toString())
        .doesNotContain("GROUP")
        .doesNotContain("OTHERS");
    try (Stream<Path> files = Files.walk(system.data().resolve("login"))) {
      assertNone(
          "the provider's file", files.filter(Files::isRegularFile).map(SecretsIT::read).toList());
    }
  }

  @Test
  void noErrorTellsASecret() {
    String token = secrets.get("a token");
    List<String> errors = new ArrayList<>();
    for (String path :
        new String[] {
          "/api/v1/nowhere?access_token=" + token,
          "/api/v1/streaming/nowhere?access_token=" + token,
          "/oauth/authorize?client_id=" + token,
          "/api/v1/statuses/" + token,
          "/api/v1/accounts/lookup?acct=" + token
        }) {
      errors.add(Requests.send(system.instance.address(), "GET", path, token + "x", "").text());
    }
    assertNone("an error", errors);
  }

  private static void assertNone(String where, List<String> texts) {
    secrets.forEach(
        (what, secret) -> {
          String encoded =
              Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8));
          assertThat(texts)
              .as(what + " in " + where)
              .noneMatch(text -> text.contains(secret) || text.contains(encoded));
        });
  }
}
