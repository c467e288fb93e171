package io.rivulet.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rivulet.keyspace.Keyspace;
import io.rivulet.redis.Redis;
import io.rivulet.redis.RedisSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What a page of 20 cold posts takes beside one of hot ones, and what a hot post costs Redis: no
/// test, but the figures of RELIABILITY.md. Run it by `mvn -pl deploy/e2e test -Dtest=ColdSpeed`;
/// `-Dfeed.posts=N` for more posts.
///
/// One client reads all pages of a home timeline over HTTP, in random order: what the reader holds
/// for a second is not what is measured.
class ColdSpeed {
  private static final int AUTHORS = 20;
  private static final int POSTS = Integer.getInteger("feed.posts", 10_000);
  private static final int PAGE = 20;

  /// Each page once a pass, which takes longer than the reader holds a body.
  private static final int READS = POSTS / PAGE - 1;

  @Test
  void aPageOfColdPostsBesideOneOfHotOnes() {
    long seed = Long.getLong("feed.seed", System.nanoTime());
    System.out.println("-Dfeed.seed=" + seed);
    try (RunningSystem system = RunningSystem.withHotPosts(Duration.ofMinutes(10));
        Redis redis = new Redis(RedisSettings.of(system.instance.redis()))) {
      List<String> authors = new ArrayList<>();
      String reader = system.account("reader");
      for (int i = 0; i < AUTHORS; i++) {
        authors.add(system.account("author" + i));
        follow(system, reader, i);
      }
      List<String> posts = new ArrayList<>();
      for (int i = 0; i < POSTS; i++) {
        posts.add(system.api.publish(authors.get(i % AUTHORS), text(i)));
      }
      await().atMost(Duration.ofSeconds(60)).until(() -> exists(redis, posts.getLast()));
      forgetOverlays(redis, posts);
      Random random = new Random(seed);
      read(system, reader, posts, random, "warm-up");
      read(system, reader, posts, random, "hot");
      long before = used(redis);
      long bytes = 0;
      for (String post : posts) {
        bytes += memory(redis, post);
        redis.await(redis.commands().del(Keyspace.post(Long.parseLong(post))));
      }
      System.out.printf(
          Locale.ROOT,
          "Redis: %d bytes a post by MEMORY USAGE, %.0f by used_memory, of %d posts%n",
          bytes / POSTS,
          (before - used(redis)) / (double) POSTS,
          POSTS);
      read(system, reader, posts, random, "warm-up cold");
      read(system, reader, posts, random, "cold");
      tellMeters(system, "feed-reader", "rivulet_cold_");
      tellMeters(system, "feed-fanout", "rivulet_door_");
    }
  }

  private static void tellMeters(RunningSystem system, String service, String prefix) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(system.instance.admin().get(service) + "/metrics"))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      http.send(request, HttpResponse.BodyHandlers.ofLines())
          .body()
          .filter(line -> line.startsWith(prefix))
          .forEach(System.out::println);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void follow(RunningSystem system, String reader, int author) {
    Api.Answer answer =
        system.api.post(
            reader, "/api/v1/accounts/" + system.id("author" + author) + "/follow", Map.of());
    assertThat(answer.status()).isEqualTo(200);
  }

  /// Of some 140 letters.
  private static String text(int number) {
    return "Post number %d of many, with as many words as people tend to write in one go, which is "
            .formatted(number)
        + "about as long as this, and a tag: #measured";
  }

  private static boolean exists(Redis redis, String post) {
    return redis.await(redis.commands().exists(Keyspace.post(Long.parseLong(post)))) == 1;
  }

  private static void forgetOverlays(Redis redis, List<String> posts) {
    posts.forEach(
        post -> redis.await(redis.commands().del(Keyspace.overlay(Long.parseLong(post)))));
  }

  private static long memory(Redis redis, String post) {
    return redis.await(redis.commands().memoryUsage(Keyspace.post(Long.parseLong(post))));
  }

  private static long used(Redis redis) {
    return redis
        .await(redis.commands().info("memory"))
        .lines()
        .filter(line -> line.startsWith("used_memory:"))
        .mapToLong(line -> Long.parseLong(line.substring(12).strip()))
        .findFirst()
        .orElseThrow();
  }

  private static void read(
      RunningSystem system, String reader, List<String> posts, Random random, String what) {
    long[] micros = new long[READS];
    List<Integer> pages = new ArrayList<>(IntStream.range(0, READS).boxed().toList());
    Collections.shuffle(pages, random);
    for (int i = 0; i < READS; i++) {
      int page = pages.get(i);
      String below = posts.get(POSTS - 1 - page * PAGE);
      long begun = System.nanoTime();
      Api.Answer answer =
          system.api.get(reader, "/api/v1/timelines/home?limit=" + PAGE + "&max_id=" + below);
      micros[i] = (System.nanoTime() - begun) / 1_000;
      assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
      assertThat(answer.body()).hasSize(PAGE);
    }
    Arrays.sort(micros);
    System.out.printf(
        Locale.ROOT,
        "%s: page of %d, %d reads: p50 %.2f ms, p90 %.2f ms, p99 %.2f ms, most %.2f ms%n",
        what,
        PAGE,
        READS,
        micros[READS / 2] / 1e3,
        micros[READS * 9 / 10] / 1e3,
        micros[READS * 99 / 100] / 1e3,
        micros[READS - 1] / 1e3);
  }
}
