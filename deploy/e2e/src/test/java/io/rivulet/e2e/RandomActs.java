package io.rivulet.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// What some accounts do, at random, over HTTP and by submissions. What is not allowed any more,
/// such as an answer to what was deleted, is refused, and that is an answer too.
final class RandomActs {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int ACCOUNTS = 8;
  private static final List<String> VISIBILITIES =
      List.of("public", "public", "public", "unlisted", "private", "direct");

  /// What is done to another account, each with what its request says.
  private static final List<String> DEEDS =
      List.of(
          "follow",
          "follow",
          "follow",
          "follow",
          "unfollow",
          "block",
          "unblock",
          "mute",
          "unmute",
          "remove_from_followers");

  private final RunningSystem system;
  private final Random random;
  private final String prefix;
  private final List<String> tokens = new ArrayList<>();
  private final List<String> posts = new ArrayList<>();

  /// @param prefix of the names of accounts, which nobody else has
  RandomActs(RunningSystem system, Random random, String prefix) {
    this.system = system;
    this.random = random;
    this.prefix = prefix;
    for (int i = 0; i < ACCOUNTS; i++) {
      tokens.add(system.account(name(i)));
    }
    for (int i = 0; i < ACCOUNTS; i++) {
      if (random.nextInt(5) == 0) {
        lock(i, true);
      }
      deed(i, other(i), "follow");
    }
  }

  private String name(int account) {
    return prefix + account;
  }

  private String token(int account) {
    return tokens.get(account);
  }

  private String id(int account) {
    return system.id(name(account));
  }

  private int account() {
    return random.nextInt(ACCOUNTS);
  }

  /// Another account; some are followed by many.
  private int other(int account) {
    int other = random.nextBoolean() ? random.nextInt(2) : account();
    return other == account ? (account + 1) % ACCOUNTS : other;
  }

  /// One act, or a read.
  void act() {
    int actor = account();
    int dice = random.nextInt(100);
    if (dice < 30) {
      publish(actor);
    } else if (dice < 42) {
      boost(actor);
    } else if (dice < 46) {
      change(actor, "PUT", Map.of("status", "edited @" + name(account())));
    } else if (dice < 51) {
      change(actor, "DELETE", Map.of());
    } else if (dice < 66) {
      deed(actor, other(actor), DEEDS.get(random.nextInt(DEEDS.size())));
    } else if (dice < 70) {
      String answer = random.nextBoolean() ? "/authorize" : "/reject";
      post(actor, "/api/v1/follow_requests/" + id(other(actor)) + answer, Map.of());
    } else if (dice < 71) {
      lock(actor, random.nextBoolean());
    } else if (dice < 80) {
      submit(actor);
    } else {
      read(actor);
    }
  }

  private void publish(int actor) {
    Map<String, String> status = new HashMap<>();
    status.put("status", random.nextInt(4) > 0 ? "text" : "for @" + name(account()));
    status.put("visibility", VISIBILITIES.get(random.nextInt(VISIBILITIES.size())));
    if (!posts.isEmpty() && random.nextInt(3) == 0) {
      status.put("in_reply_to_id", some());
    }
    Api.Answer answer = post(actor, "/api/v1/statuses", status);
    if (answer.status() == 200) {
      String id = answer.body().path("id").asText();
      posts.add(id);
      assertThat(newest(actor)).as("own posts show at once").contains(id);
    }
  }

  private String some() {
    return posts.get(posts.size() - 1 - random.nextInt(Math.min(20, posts.size())));
  }

  private void boost(int actor) {
    if (!posts.isEmpty()) {
      String what = random.nextInt(5) == 0 ? "/unreblog" : "/reblog";
      post(actor, "/api/v1/statuses/" + some() + what, Map.of());
    }
  }

  private void change(int actor, String method, Map<String, String> body) {
    if (!posts.isEmpty()) {
      String id = some();
      Api.Answer answer =
          system.api.send(token(actor), method, "/api/v1/statuses/" + id, body, Map.of());
      assertAnswered(answer);
      if (method.equals("DELETE") && answer.status() == 200) {
        assertThat(newest(actor)).as("own deletes show at once").doesNotContain(id);
      }
    }
  }

  private void deed(int actor, int target, String deed) {
    Map<String, String> options =
        switch (deed) {
          case "follow" ->
              random.nextInt(4) > 0
                  ? Map.of()
                  : Map.of("reblogs", Boolean.toString(random.nextBoolean()));
          case "mute" -> random.nextBoolean() ? Map.of() : Map.of("duration", "1");
          default -> Map.of();
        };
    post(actor, "/api/v1/accounts/" + id(target) + "/" + deed, options);
  }

  private void lock(int actor, boolean locked) {
    assertAnswered(
        system.api.send(
            token(actor),
            "PATCH",
            "/api/v1/accounts/update_credentials",
            Map.of("locked", Boolean.toString(locked)),
            Map.of()));
  }

  private void submit(int actor) {
    String author = "@" + name(actor);
    String target = "@" + name(other(actor));
    Map<String, Object> submission =
        switch (random.nextInt(6)) {
          case 0, 1 -> Map.of("type", "post", "author", author, "text", "submitted");
          case 2 -> Map.of("type", "follow", "author", author, "followee", target);
          case 3 -> Map.of("type", "mute", "author", author, "target", target);
          case 4 -> Map.of("type", "block", "author", author, "target", target);
          default ->
              posts.isEmpty()
                  ? Map.of("type", "unmute", "author", author, "target", target)
                  : Map.of("type", "boost", "author", author, "boostOf", Map.of("id", some()));
        };
    try {
      system.submit(JSON.writeValueAsBytes(submission));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read(int actor) {
    if (random.nextInt(3) == 0) {
      // In order and without repetitions, whatever goes on.
      assertThat(system.api.all(token(actor), "/api/v1/timelines/home", 7)).doesNotHaveDuplicates();
    } else {
      assertThat(newest(actor)).doesNotHaveDuplicates();
    }
  }

  private List<String> newest(int actor) {
    Api.Answer page = system.api.get(token(actor), "/api/v1/timelines/home");
    assertThat(page.status()).as(page.body().toString()).isEqualTo(200);
    List<String> ids = new ArrayList<>();
    page.body().forEach(status -> ids.add(status.path("id").asText()));
    return ids;
  }

  private Api.Answer post(int actor, String path, Map<String, String> body) {
    Api.Answer answer = system.api.post(token(actor), path, body);
    assertAnswered(answer);
    return answer;
  }

  private static void assertAnswered(Api.Answer answer) {
    assertThat(answer.status()).as(answer.body().toString()).isIn(200, 403, 404, 422);
  }
}
