package io.rivulet.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.rivulet.servers.ReplicatedRedis;
import io.rivulet.servers.ServerHost;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Replicas take over without the last that was acknowledged: from the first answer on, what is
/// there is never said not to be there. It is found, or put off.
class TakenOverIT {
  private static final List<ServerHost> HOSTS =
      IntStream.range(0, 3).mapToObj(i -> ServerHost.loopback("host-" + i)).toList();
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final int ACCOUNTS = 12;
  private static final int UNAVAILABLE = 503;

  @TempDir private Path folder;

  /// Somebody whom only the primaries that are lost have.
  private record Newcomer(String name, String id, String token, String post) {
    /// Each answers 200, or 404 to whom does not know better.
    List<String> questions() {
      return List.of(
          "/api/v1/accounts/" + id,
          "/api/v1/accounts/lookup?acct=" + name,
          "/api/v1/statuses/" + post);
    }
  }

  @Test
  void whatIsThereIsNeverSaidNotToBe() {
    try (ReplicatedRedis redis =
            ReplicatedRedis.start(HOSTS, folder.resolve("redis"), Duration.ofSeconds(5));
        RunningSystem system = RunningSystem.before(redis.uri(), "1000")) {
      String reader = system.account("reader");
      redis.cutOffReplicas();
      List<Newcomer> newcomers =
          IntStream.range(0, ACCOUNTS).mapToObj(i -> newcomer(system, "newcomer" + i)).toList();
      await()
          .atMost(SOON)
          .until(() -> Set.copyOf(answers(system, reader, newcomers).values()).equals(Set.of(200)));

      IntStream.range(HOSTS.size(), 2 * HOSTS.size())
          .parallel()
          .forEach(i -> redis.takeOver(redis.nodes().get(i)));
      newcomers.forEach(one -> submit(system, one));
      int putOff = 0;
      Map<String, Integer> last;
      long deadline = System.nanoTime() + SOON.toNanos();
      do {
        assertThat(System.nanoTime()).as("put off for too long").isLessThan(deadline);
        last = answers(system, reader, newcomers);
        assertThat(last.entrySet())
            .allSatisfy(answer -> assertThat(answer.getValue()).isIn(200, UNAVAILABLE));
        putOff += last.containsValue(UNAVAILABLE) ? 1 : 0;
        for (Newcomer one : newcomers) {
          Api.Answer claimed = claim(system, one.name());
          assertThat(claimed.status()).as("%s", claimed.body()).isIn(422, UNAVAILABLE);
        }
      } while (last.containsValue(UNAVAILABLE));
      assertThat(putOff).as("nothing was lost, so this test tells nothing").isPositive();

      for (Newcomer one : newcomers) {
        await().atMost(SOON).until(() -> texts(system, reader, one).size() == 2);
        assertThat(texts(system, reader, one)).containsExactly("Submitted", "Hello");
      }
      assertThat(system.deadLetters()).isEmpty();
    }
  }

  private static Newcomer newcomer(RunningSystem system, String name) {
    String token = system.account(name);
    return new Newcomer(name, system.id(name), token, system.api.publish(token, "Hello"));
  }

  /// By its name, as who publishes by Kafka does.
  private static void submit(RunningSystem system, Newcomer one) {
    system.submit(
        "{\"type\":\"post\",\"author\":\"@%s\",\"text\":\"Submitted\"}"
            .formatted(one.name())
            .getBytes(UTF_8));
  }

  private static Api.Answer claim(RunningSystem system, String name) {
    return system.api.post(system.operator(), "/api/v1/accounts", Map.of("username", name));
  }

  /// The status of each answer, by the question.
  private static Map<String, Integer> answers(
      RunningSystem system, String reader, List<Newcomer> newcomers) {
    return newcomers.stream()
        .flatMap(one -> one.questions().stream())
        .collect(Collectors.toMap(path -> path, path -> system.api.get(reader, path).status()));
  }

  private static List<String> texts(RunningSystem system, String reader, Newcomer one) {
    Api.Answer answer = system.api.get(reader, "/api/v1/accounts/" + one.id() + "/statuses");
    List<String> texts = new ArrayList<>();
    for (JsonNode status : answer.body()) {
      texts.add(status.path("content").asText().replaceAll("<[^>]*>", ""));
    }
    return texts;
  }
}
