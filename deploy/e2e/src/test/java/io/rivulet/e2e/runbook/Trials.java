package io.rivulet.e2e.runbook;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.rivulet.keyspace.Keyspace;
import io.rivulet.servers.HostedServer;
import io.rivulet.servers.Standstill;
import java.util.List;

/// What is tried, each thing with the alerts it makes fire.
final class Trials {
  private static final int MANY_LETTERS = 15;
  private static final String GARBAGE = "no event and no value of ours";

  private Trials() {}

  /// The nodes of Redis stand still.
  static Trial redisStopped(List<Sign> signs) {
    return new Trial(
        "Redis stopped (SIGSTOP of all nodes)",
        scene -> scene.eachNode(HostedServer::pause),
        signs,
        "Redis brought back",
        scene -> scene.eachNode(HostedServer::resume));
  }

  static Trial workerStopped() {
    String worker = "feed-fanout-2";
    return new Trial(
        "one of two workers stopped (SIGSTOP)",
        scene -> Standstill.begin(scene.process(worker)),
        List.of(
            new Sign(
                "InstanceDown",
                "curl -s http://127.0.0.1:8193/ready",
                scene -> scene.admin(worker, "/ready").status() == 0)),
        "the process goes on",
        scene -> Standstill.end(scene.process(worker)));
  }

  static Trial spoiltTopic() {
    return new Trial(
        "a record that is no event, written to `feed.posts.v1`",
        scene -> scene.system.spoil("feed.posts.v1", 1, GARBAGE.getBytes(UTF_8)),
        List.of(
            new Sign(
                "DeadLettersBehindIngest",
                "deploy/rivulet dead-letters list --since 2026-01-31T00:00:00Z",
                scene ->
                    scene
                        .rivulet("dead-letters", "list", "--since", "2026-01-31T00:00:00Z")
                        .output()
                        .contains(GARBAGE))),
        "none is needed: it passes",
        scene -> {});
  }

  static Trial unknownAuthor() {
    String name = "comes_later";
    return new Trial(
        MANY_LETTERS + " submissions of an account that is not there",
        scene -> {
          for (int i = 0; i < MANY_LETTERS; i++) {
            scene.system.submit(
                "{\"type\":\"post\",\"author\":\"@%s\",\"text\":\"Too early\"}"
                    .formatted(name)
                    .getBytes(UTF_8));
          }
        },
        List.of(
            Sign.query(
                "DeadLetters",
                "sum by (reason) (rivulet_dead_letters_total{job=\"feed-ingest\"})")),
        "account created, `dead-letters replay`",
        scene -> {
          var _ = scene.system.account(name);
          require(scene.rivulet("dead-letters", "replay", "--reason", "unknown-author"));
        });
  }

  static Trial memoryFull() {
    return new Trial(
        "`maxmemory` of all primaries set to what they use",
        scene ->
            scene
                .redis
                .primaries()
                .forEach(
                    node ->
                        scene.redis.ask(
                            node,
                            "config set maxmemory " + used(scene.redis.ask(node, "info memory")))),
        List.of(
            new Sign(
                "RedisMemoryFull",
                "redis-cli info memory",
                scene -> !scene.tellPrimaries("info memory").contains("maxmemory:0\r")),
            Sign.query("RedisMemoryNearLimit", "max by (keyspace) (rivulet_redis_keyspace_bytes)")),
        "`config set maxmemory 8gb`",
        scene -> scene.tellPrimaries("config set maxmemory 8gb"));
  }

  private static long used(String memory) {
    return memory
        .lines()
        .filter(line -> line.startsWith("used_memory:"))
        .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(':') + 1).strip()))
        .findFirst()
        .orElseThrow();
  }

  static Trial corruptTimeline() {
    return new Trial(
        "a home timeline overwritten",
        scene -> {
          byte[] home = Keyspace.home(Long.parseLong(scene.system.id(Scene.FOLLOWER)));
          scene.keys.await(scene.keys.commands().set(home, GARBAGE.getBytes(UTF_8)));
        },
        List.of(Sign.log("CorruptValues", "is corrupt")),
        "none is needed: it is rebuilt",
        scene -> {});
  }

  static void require(Typed.Outcome outcome) {
    if (outcome.exit() != 0) {
      throw new AssertionError(outcome.output());
    }
  }
}
