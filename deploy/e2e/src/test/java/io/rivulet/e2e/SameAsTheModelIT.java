package io.rivulet.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Random histories over HTTP: in the end every home timeline is what its definition says, whether
/// it was pushed, rebuilt on the way, or both.
class SameAsTheModelIT {
  private static final int ACCOUNTS = 12;
  private static final int EVENTS = 500;

  private record Entry(int author, String boostOf) {}

  private final TreeMap<Long, Entry> entries = new TreeMap<>(Collections.reverseOrder());
  private final Set<String> deleted = new HashSet<>();
  private final Map<Integer, Set<Integer>> following = new HashMap<>();
  private final List<String> tokens = new ArrayList<>();

  @Test
  void everyHomeIsWhatItsDefinitionSays() throws Exception {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    try (RunningSystem system = new RunningSystem()) {
      for (int i = 0; i < ACCOUNTS; i++) {
        tokens.add(system.account("user" + i));
        following.put(i, new HashSet<>());
      }
      for (int i = 0; i < EVENTS; i++) {
        step(system, random);
      }
      for (int viewer = 0; viewer < ACCOUNTS; viewer++) {
        String token = tokens.get(viewer);
        List<String> expected = home(viewer);
        await()
            .atMost(Duration.ofSeconds(30))
            .untilAsserted(
                () ->
                    assertThat(system.api.all(token, "/api/v1/timelines/home", 7))
                        .isEqualTo(expected));
      }
    }
  }

  private List<String> home(int viewer) {
    List<String> home = new ArrayList<>();
    entries.forEach(
        (id, entry) -> {
          boolean mine = entry.author() == viewer;
          boolean followed = following.getOrDefault(viewer, Set.of()).contains(entry.author());
          boolean gone = deleted.contains(Long.toString(id)) || deleted.contains(entry.boostOf());
          if ((mine || followed) && !gone) {
            home.add(Long.toString(id));
          }
        });
    return home;
  }

  private void step(RunningSystem system, Random random) {
    int actor = random.nextInt(ACCOUNTS);
    String token = tokens.get(actor);
    int dice = random.nextInt(100);
    if (dice < 45) {
      publish(system, actor, Map.of("status", "text " + random.nextInt()));
    } else if (dice < 60) {
      int other = (actor + 1 + random.nextInt(ACCOUNTS - 1)) % ACCOUNTS;
      boolean follow = following.getOrDefault(actor, Set.of()).add(other);
      if (!follow) {
        following.getOrDefault(actor, Set.of()).remove(other);
      }
      Api.Answer answer =
          system.api.post(
              token,
              "/api/v1/accounts/" + system.id("user" + other) + (follow ? "/follow" : "/unfollow"),
              Map.of());
      assertThat(answer.status()).isEqualTo(200);
    } else if (dice < 70) {
      delete(system, random, actor);
    } else if (dice < 80) {
      boost(system, random, actor);
    } else {
      // A read in the middle makes a timeline that later posts are pushed to.
      assertThat(system.api.get(token, "/api/v1/timelines/home").status()).isEqualTo(200);
    }
  }

  private void publish(RunningSystem system, int actor, Map<String, String> status) {
    Api.Answer answer = system.api.post(tokens.get(actor), "/api/v1/statuses", status);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    entries.put(answer.body().path("id").asLong(), new Entry(actor, ""));
  }

  private void delete(RunningSystem system, Random random, int actor) {
    List<Long> own =
        entries.entrySet().stream()
            .filter(entry -> entry.getValue().author() == actor)
            .filter(entry -> !deleted.contains(entry.getKey().toString()))
            .map(Map.Entry::getKey)
            .toList();
    if (own.isEmpty()) {
      return;
    }
    String id = own.get(random.nextInt(own.size())).toString();
    Api.Answer answer =
        system.api.send(tokens.get(actor), "DELETE", "/api/v1/statuses/" + id, null, Map.of());
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    deleted.add(id);
  }

  private void boost(RunningSystem system, Random random, int actor) {
    List<Long> originals =
        entries.entrySet().stream()
            .filter(entry -> entry.getValue().boostOf().isEmpty())
            .filter(entry -> !deleted.contains(entry.getKey().toString()))
            .map(Map.Entry::getKey)
            .toList();
    if (originals.isEmpty()) {
      return;
    }
    String original = originals.get(random.nextInt(originals.size())).toString();
    Api.Answer answer =
        system.api.post(tokens.get(actor), "/api/v1/statuses/" + original + "/reblog", Map.of());
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    entries.put(answer.body().path("id").asLong(), new Entry(actor, original));
  }
}
