package io.rivulet.e2e.guarantee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rivulet.e2e.AdminPort;
import io.rivulet.e2e.Api;
import io.rivulet.e2e.RunningSystem;
import io.rivulet.e2e.guarantee.Question.Kind;
import io.rivulet.redis.Redis;
import io.rivulet.redis.RedisSettings;
import io.rivulet.servers.HostedServer;
import io.rivulet.servers.ReplicatedRedis;
import io.rivulet.servers.ServerHost;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Redis, or a primary of its cluster, is emptied under load, at random moments, also while it is
/// being filled again: whatever is asked meanwhile is answered right and whole, or put off with 503
/// and `Retry-After`. What is there is never said not to be there. `-Dfeed.seed=S` has the same
/// accounts, posts and pauses.
class RedisEmptiedIT {
  /// How often all is well again; `-Dfeed.rounds=N` for more.
  private static final int ROUNDS = Integer.getInteger("feed.rounds", 2);

  private static final List<ServerHost> HOSTS =
      IntStream.range(0, 3).mapToObj(i -> ServerHost.loopback("host-" + i)).toList();

  /// Posts of others, which take a while to write again.
  private static final int POSTS = Integer.getInteger("feed.posts", 8_000);

  private static final int AUTHORS = 40;
  private static final int MEMBERS = 9;
  private static final Performance.Cast CAST = new Performance.Cast(3, 2);
  private static final int READERS = 6;
  private static final int MOST_FLUSHES = 3;
  private static final int MOST_PAUSE_MILLIS = 2_500;

  /// What says why a service puts off.
  private static final Predicate<String> TELLING =
      Pattern.compile(
              "^rivulet_(breaker|plan|gate|tasks|partition_lag|oldest|redis_lineage|redis_unconfirmed"
                  + "|cold_failures|delivery_in_flight|rebalance|reader_unready|restor)")
          .asPredicate();

  private static final Duration READ_PAUSE = Duration.ofMillis(5);
  private static final Duration MARK_PAUSE = Duration.ofMillis(400);

  @TempDir private Path folder;
  private final Recording recording = new Recording();
  private final Performance performance = new Performance(recording);
  private final List<Long> restored = new ArrayList<>();
  private final long seed = Long.getLong("feed.seed", System.nanoTime());
  private final Random random = new Random(seed);

  @BeforeEach
  void tellSeed() {
    System.out.println("-Dfeed.seed=" + seed);
  }

  @Test
  void ofOneNode() throws Exception {
    try (RunningSystem system = new RunningSystem(Scenery.PULL_ABOVE);
        Redis redis = new Redis(RedisSettings.of(system.instance.redis()))) {
      isServedRightOrPutOff(system, () -> redis.await(redis.commands().flushall()));
    }
  }

  /// With its replica, which does as its primary.
  @Test
  void ofOnePrimary() throws Exception {
    try (ReplicatedRedis redis =
            ReplicatedRedis.start(HOSTS, folder.resolve("redis"), Duration.ofSeconds(5));
        RunningSystem system = RunningSystem.before(redis.uri(), Scenery.PULL_ABOVE)) {
      isServedRightOrPutOff(
          system,
          () -> {
            List<HostedServer> primaries = redis.primaries();
            HostedServer one = primaries.get(random.nextInt(primaries.size()));
            assertThat(redis.ask(one, "FLUSHALL")).startsWith("+OK");
          });
    }
  }

  private void isServedRightOrPutOff(RunningSystem system, Runnable empty) throws Exception {
    try (Settling settling = new Settling(system.auditTarget(), recording);
        Traffic traffic = new Traffic(CAST.actors() + CAST.clients() + READERS + 1)) {
      fill(system);
      Crowd crowd = new Crowd(system, MEMBERS);
      Scenery scenery = new Scenery(system, random);
      scenery.relate(crowd.part(0, MEMBERS / 2));
      scenery.publish();
      awaitFilled(system);
      settling.mark();
      performance.audit(system);
      Looking looking = new Looking(system.api, recording::now, scenery.questions());
      for (Kind kind : Kind.values()) {
        assertThat(looking.right(kind)).as("%s", kind).anyMatch(parts -> !parts.isEmpty());
      }
      performance.say("all is there");

      Watching all = Watching.patient(system.api, recording, crowd.accounts(), new Random(seed));
      all.everything();
      performance.begin(system, traffic, crowd, Watching::patient, CAST, seed + 1);
      for (int i = 0; i < READERS; i++) {
        Random own = new Random(seed + CAST.actors() + CAST.clients() + i + 1);
        traffic.begin(READ_PAUSE, () -> looking.look(own));
      }
      traffic.begin(MARK_PAUSE, settling::mark);
      for (int round = 0; round < ROUNDS; round++) {
        empty(empty, traffic);
        awaitWell(system, traffic, looking);
      }
      performance.awaitTested(traffic);
      traffic.end();
      settling.mark();
      performance.say(looking.toString());
      assertThat(looking.wrong()).isEmpty();
      assertThat(looking.answered()).isPositive();
      assertThat(looking.putOff()).isPositive();
      performance.audit(system);
      all.everything();
    }
    performance.requireGuarantees();
    performance.say("so many ms after the last time something was put off: " + restored);
  }

  private static void fill(RunningSystem system) {
    for (int i = 0; i < AUTHORS; i++) {
      submit(system, "{\"type\":\"account\",\"username\":\"filler" + i + "\"}");
    }
    for (int i = 0; i < POSTS; i++) {
      submit(
          system,
          "{\"type\":\"post\",\"author\":\"@filler%d\",\"text\":\"filling %d\"}"
              .formatted(i % AUTHORS, i));
    }
  }

  private static void submit(RunningSystem system, String json) {
    system.submit(json.getBytes(StandardCharsets.UTF_8));
  }

  private static void awaitFilled(RunningSystem system) {
    for (int i = 0; i < AUTHORS; i++) {
      String path = "/api/v1/accounts/lookup?acct=filler" + i;
      await()
          .atMost(Performance.SOON)
          .until(
              () -> {
                Api.Answer account = system.api.get(null, path);
                return account.body().path("statuses_count").asInt() == POSTS / AUTHORS;
              });
    }
  }

  /// Empties Redis once or several times; what is being filled again is emptied again.
  private void empty(Runnable empty, Traffic traffic) throws InterruptedException {
    int times = 1 + random.nextInt(MOST_FLUSHES);
    for (int i = 0; i < times; i++) {
      long moment =
          recording.now() + Duration.ofMillis(random.nextInt(MOST_PAUSE_MILLIS)).toNanos();
      await()
          .pollInterval(Duration.ofMillis(5))
          .atMost(Performance.SOON)
          .until(() -> recording.now() >= moment);
      traffic.requireGoing();
      recording.emptied();
      empty.run();
      recording.emptied();
      performance.say("Redis is emptied");
    }
  }

  /// Waits until all is answered again, and the fan-out has done what was answered up to now.
  private void awaitWell(RunningSystem system, Traffic traffic, Looking looking) {
    long emptied = recording.now();
    try {
      await()
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(20))
          .atMost(Performance.SOON)
          .until(looking::allIsWell);
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(stateOf(system, looking), e);
    }
    long putOff = Math.max(0, looking.lastPutOff() - emptied);
    restored.add(Duration.ofNanos(putOff).toMillis());
    performance.awaitSettled(traffic, emptied);
    performance.say("all is well, " + looking);
  }

  /// All there is to find out why it does not become well, before the system ends.
  private static String stateOf(RunningSystem system, Looking looking) {
    List<String> lines = new ArrayList<>(looking.putOffNow());
    system
        .instance
        .admin()
        .forEach(
            (name, address) -> lines.add(name + "\n" + new AdminPort(address).metrics(TELLING)));
    return String.join("\n", lines);
  }
}
