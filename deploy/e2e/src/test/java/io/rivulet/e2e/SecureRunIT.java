package io.rivulet.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.rivulet.audit.run.AuditReport;
import io.rivulet.audit.run.AuditSettings;
import io.rivulet.audit.run.AuditTarget;
import io.rivulet.audit.run.Auditor;
import io.rivulet.audit.run.Selection;
import io.rivulet.kafka.KafkaSettings;
import io.rivulet.local.Instance;
import io.rivulet.local.LocalRun;
import io.rivulet.local.LocalSettings;
import io.rivulet.local.LocalSettings.Encryption;
import io.rivulet.local.LocalTokens;
import io.rivulet.local.load.Load;
import io.rivulet.local.load.LoadKind;
import io.rivulet.local.load.LoadReport;
import io.rivulet.local.load.LoadSettings;
import io.rivulet.local.scale.ScaleOutcome;
import io.rivulet.local.scale.Scaling;
import io.rivulet.redis.Redis;
import io.rivulet.redis.RedisSettings;
import io.rivulet.servers.LoopbackPort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// All of Rivulet with certificates and passwords made on the spot: HTTPS, Kafka over TLS with SASL
/// and access lists, Redis over TLS with users. It does what it does in plain text; who does not
/// encrypt, or guesses, is refused; no secret is in a log, a configuration or a process list; and
/// new ones are made when the old ones are deleted.
class SecureRunIT {
  private static final int PEOPLE = 24;
  private static final Duration SOON = Duration.ofSeconds(40);

  @TempDir private Path data;

  private final int port = LoopbackPort.free();
  private final int httpPort = LoopbackPort.free();
  private final Queue<String> said = new ConcurrentLinkedQueue<>();
  private final List<String> tokens = new ArrayList<>();
  private final List<String> ids = new ArrayList<>();

  private LocalRun run() {
    return new LocalRun(
        new LocalSettings(
            Optional.of(data),
            port,
            4,
            Optional.empty(),
            Optional.empty(),
            Optional.of(new Encryption(OptionalInt.of(httpPort)))),
        said::add);
  }

  @Test
  void everythingWorksEncryptedAndNothingOtherwise() throws Exception {
    SSLContext before = SSLContext.getDefault();
    try {
      List<String> secrets;
      String post;
      try (LocalRun run = run()) {
        Instance instance = run.start();
        instance.trust();
        Api api = new Api(instance.address());
        createPeople(api);
        post = publishDeliverReadAndListen(instance, api);
        search(api, post);
        everyKindOfWrite(api, post);
        load(instance);
        workersAreWatchedWithAnOperatorsRights();
        auditIsClean(instance);
        plainTextIsRefused(instance);
        guessesAreRefused(instance);
        secrets = secrets();
        noSecretIsInAProcessList(secrets);
        filesAreTheOwnersAlone();
      }
      noSecretIsInAFile(secrets);
      assertThat(said).noneMatch(line -> secrets.stream().anyMatch(line::contains));
      newOnesAreMade(secrets, post);
    } finally {
      SSLContext.setDefault(before);
    }
  }

  private LocalTokens signer() {
    return LocalTokens.existing(data);
  }

  private void createPeople(Api api) {
    for (int i = 0; i < PEOPLE; i++) {
      Api.Answer account =
          api.post(signer().operator(), "/api/v1/accounts", Map.of("username", "secure" + i));
      assertThat(account.status()).as("%s", account.body()).isEqualTo(200);
      ids.add(account.body().path("id").asText());
      tokens.add(signer().of(Long.parseLong(ids.getLast())));
    }
    for (int i = 0; i < PEOPLE; i++) {
      for (int distance = 1; distance < 4; distance++) {
        String followee = ids.get((i + distance) % PEOPLE);
        api.post(tokens.get(i), "/api/v1/accounts/" + followee + "/follow", Map.of());
      }
    }
  }

  /// Of the second, whom the first follows.
  private String publishDeliverReadAndListen(Instance instance, Api api) {
    LiveFrames frames = new LiveFrames();
    frames.listen(instance.address(), tokens.getFirst(), "?stream=user");
    String early = api.publish(tokens.get(1), "seen when the stream is open");
    await()
        .atMost(SOON)
        .until(() -> api.all(tokens.getFirst(), "/api/v1/timelines/home", 40).contains(early));
    String post = api.publish(tokens.get(1), "heron over encrypted wires");
    await().atMost(SOON).until(() -> frames.updates().contains(post));
    assertThat(api.all(tokens.getFirst(), "/api/v1/timelines/home", 40)).startsWith(post, early);
    Api.Answer status = api.get(null, "/api/v1/statuses/" + post);
    assertThat(status.body().path("url").asText()).startsWith(instance.address());
    return post;
  }

  private void search(Api api, String post) {
    await()
        .atMost(SOON)
        .until(
            () ->
                api.get(tokens.getFirst(), "/api/v2/search?q=heron&type=statuses")
                    .body()
                    .toString()
                    .contains(post));
  }

  /// What a load leaves out: each writes keys of another kind.
  private void everyKindOfWrite(Api api, String post) {
    String token = tokens.getFirst();
    String status = "/api/v1/statuses/" + post;
    for (String act : List.of("/favourite", "/bookmark", "/reblog", "/unfavourite", "/favourite")) {
      done(api.post(token, status + act, Map.of()));
    }
    done(api.post(token, "/api/v1/lists", Map.of("title", "friends")));
    done(api.post(token, "/api/v1/markers", Map.of("home", Map.of("last_read_id", post))));
    Map<String, String> key = Map.of("Idempotency-Key", "secure-1");
    Map<String, String> text = Map.of("status", "once");
    Api.Answer first = api.send(token, "POST", "/api/v1/statuses", text, key);
    Api.Answer again = api.send(token, "POST", "/api/v1/statuses", text, key);
    assertThat(done(again).path("id")).isEqualTo(done(first).path("id"));
    done(
        api.send(
            token,
            "PATCH",
            "/api/v1/accounts/update_credentials",
            Map.of("display_name", "Somebody"),
            Map.of()));
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(done(api.get(tokens.get(1), "/api/v1/notifications")).toString())
                    .contains("favourite", "reblog"));
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(done(api.get(token, status)).path("favourites_count")).hasToString("1"));
    done(api.get(token, "/api/v1/lists"));
    done(api.get(token, "/api/v1/bookmarks"));
  }

  private static JsonNode done(Api.Answer answer) {
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
    return answer.body();
  }

  private void load(Instance instance) throws InterruptedException {
    Map<LoadKind, Integer> amounts =
        Map.of(
            LoadKind.POST, 150,
            LoadKind.FOLLOW, 40,
            LoadKind.DELETE, 10,
            LoadKind.BOOST, 20,
            LoadKind.BLOCK, 6,
            LoadKind.MUTE, 6,
            LoadKind.EDIT, 10,
            LoadKind.READ, 60);
    LoadReport report =
        new Load(instance, signer(), new LoadSettings(1, amounts, 0, 4), said::add).run();
    assertThat(report.failures()).as("%s", report.lines()).isZero();
  }

  private void workersAreWatchedWithAnOperatorsRights() {
    var settings = new Scaling.Settings(Duration.ofMillis(250), Duration.ofMinutes(3));
    assertThat(new Scaling(data, settings, said::add).to(2)).isInstanceOf(ScaleOutcome.Done.class);
    assertThat(Instance.runningIn(data).workers()).hasSize(2);
  }

  private void auditIsClean(Instance instance) {
    AuditTarget target =
        new AuditTarget(
            instance.address(),
            instance.kafkaSettings(),
            instance.redisSettings(),
            AuditTarget.GROUP,
            account -> signer().of(account));
    AuditReport report =
        new Auditor(target, AuditSettings.DEFAULT.withDeep(true), said::add).audit(Selection.ALL);
    assertThat(report.clean()).as("%s", report.lines(true)).isTrue();
  }

  private void plainTextIsRefused(Instance instance) throws Exception {
    try (Redis redis = new Redis(RedisSettings.of(instance.redis().replace("rediss", "redis")))) {
      assertThatThrownBy(redis::commands).hasMessageContaining("Redis");
    }
    try (Admin admin = Admin.create(impatient(KafkaSettings.of(instance.kafka())))) {
      assertThatThrownBy(() -> admin.describeCluster().nodes().get())
          .isInstanceOf(ExecutionException.class);
    }
    try (HttpClient client = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + httpPort + "/api/v2/instance"));
      var looked = client.send(request.build(), BodyHandlers.ofString());
      assertThat(looked.statusCode()).isEqualTo(308);
      request.header("Authorization", "Bearer " + tokens.getFirst());
      var shown = client.send(request.build(), BodyHandlers.ofString());
      assertThat(shown.statusCode()).isEqualTo(403);
    }
  }

  private static Map<String, Object> impatient(KafkaSettings settings) {
    return settings.client(Map.of("request.timeout.ms", 2_000, "default.api.timeout.ms", 3_000));
  }

  private void guessesAreRefused(Instance instance) throws IOException {
    RedisSettings right = instance.redisSettings();
    Path guess = Files.writeString(data.resolve("guess"), "a-guess-of-somebody");
    RedisSettings wrong =
        new RedisSettings(right.uri(), null, null, right.user(), guess, right.certificates());
    try (Redis redis = new Redis(wrong)) {
      assertThatThrownBy(redis::commands).hasMessageContaining("WRONGPASS");
    }
    Path properties = Objects.requireNonNull(instance.kafkaSettings().properties());
    Path guessed =
        Files.writeString(
            data.resolve("guess.properties"),
            Files.readString(properties)
                .replaceAll("password=\"[^\"]+\"", "password=\"a-guess-of-somebody\""));
    refused(new KafkaSettings(instance.kafka(), guessed));
  }

  private static void refused(KafkaSettings settings) {
    try (Admin admin = Admin.create(impatient(settings))) {
      assertThatThrownBy(() -> admin.describeCluster().nodes().get())
          .hasCauseInstanceOf(SaslAuthenticationException.class);
    }
  }

  private Path folder() {
    return data.resolve("secure");
  }

  /// Passwords, and a line of each private key.
  private List<String> secrets() throws IOException {
    List<String> secrets = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder())) {
      for (Path file : files.toList()) {
        List<String> lines = Files.readAllLines(file);
        if (file.toString().endsWith(".password")) {
          secrets.add(lines.getFirst());
        } else if (file.toString().endsWith(".key")) {
          secrets.add(lines.get(1));
        }
      }
    }
    assertThat(secrets).hasSize(5 + 4).allMatch(secret -> secret.length() > 20);
    return secrets;
  }

  private static void noSecretIsInAProcessList(List<String> secrets) throws IOException {
    int looked = 0;
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      for (Path process : processes.toList()) {
        Path commandLine = process.resolve("cmdline");
        if (process.toString().matches("/proc/\\d+") && Files.isReadable(commandLine)) {
          String text = read(commandLine);
          assertThat(secrets).noneMatch(text::contains);
          looked += text.isEmpty() ? 0 : 1;
        }
      }
    }
    // Six of the run's own at least.
    assertThat(looked).isGreaterThan(6);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException _) {
      // A process that has ended meanwhile.
      return "";
    }
  }

  private void filesAreTheOwnersAlone() throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder())))
        .isEqualTo("rwx------");
    try (Stream<Path> files = Files.list(folder())) {
      for (Path file : files.toList()) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .as("%s", file)
            .isEqualTo("rw-------");
      }
    }
  }

  /// Logs, configurations, what servers store, `instance.json`: all but the folder of secrets.
  private void noSecretIsInAFile(List<String> secrets) throws IOException {
    int logs = 0;
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file :
          files.filter(Files::isRegularFile).filter(one -> !one.startsWith(folder())).toList()) {
        String text = read(file);
        assertThat(secrets).as("%s", file).noneMatch(text::contains);
        if (file.toString().endsWith(".log") && !text.isEmpty()) {
          logs++;
          // Nobody lacks a right for what he did.
          assertThat(text).as("%s", file).doesNotContain("NOPERM", "AuthorizationException");
        }
      }
    }
    assertThat(logs).isGreaterThan(3);
  }

  /// Kafka remembers the passwords of before, and is told the new ones.
  private void newOnesAreMade(List<String> old, String post) throws Exception {
    KafkaSettings before;
    Path kept = Files.createDirectory(data.resolve("before"));
    try (Stream<Path> files = Files.list(folder())) {
      for (Path file : files.toList()) {
        Files.move(file, kept.resolve(file.getFileName()));
      }
    }
    try (LocalRun run = run()) {
      Instance instance = run.start();
      instance.trust();
      assertThat(secrets()).doesNotContainAnyElementsOf(old);
      Api api = new Api(instance.address());
      assertThat(api.get(null, "/api/v1/statuses/" + post).status()).isEqualTo(200);
      String another = api.publish(tokens.get(1), "with new secrets");
      await()
          .atMost(SOON)
          .until(() -> api.all(tokens.getFirst(), "/api/v1/timelines/home", 40).contains(another));
      // The old password, with the new authority.
      before = new KafkaSettings(instance.kafka(), kept.resolve("operator.properties"));
      refused(before);
    }
  }
}
