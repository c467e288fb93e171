package io.rivulet.e2e.guarantee;

import io.rivulet.e2e.Api;
import io.rivulet.e2e.guarantee.Crowd.Account;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What some accounts do, one act after the other, so that of an account's own acts the order is
/// known.
final class Acting {
  /// What waits to be undone: a block or a mute.
  private record Undone(Account actor, Account target, Deed by) {}

  private static final int MOST_AGAIN = 60;
  private static final Set<Integer> REFUSALS = Set.of(403, 404, 422);

  private final Api api;
  private final Recording recording;
  private final Crowd crowd;
  private final List<Account> actors;
  private final Random random;
  private final Map<Account, List<Long>> entries = new HashMap<>();
  private final Set<Undone> undone = new HashSet<>();

  /// @param actors only this object acts for them
  Acting(Api api, Recording recording, Crowd crowd, List<Account> actors, Random random) {
    this.api = api;
    this.recording = recording;
    this.crowd = crowd;
    this.actors = actors;
    this.random = random;
  }

  /// Each follows about two thirds of the others.
  void begin() {
    for (Account actor : actors) {
      for (Account other : crowd.accounts()) {
        if (!other.equals(actor) && random.nextInt(3) > 0) {
          relate(actor, other, Deed.FOLLOW);
        }
      }
    }
  }

  /// One act of one of them.
  void act() {
    Account actor = actors.get(random.nextInt(actors.size()));
    int dice = random.nextInt(100);
    if (dice < 55 || crowd.isSilent()) {
      publish(actor);
    } else if (dice < 72) {
      entry(actor, "/api/v1/statuses/" + crowd.recent(random) + "/reblog", Map.of());
    } else if (dice < 81) {
      delete(actor);
    } else if (dice < 89) {
      relate(actor, crowd.other(actor, random), Deed.FOLLOW);
    } else if (dice < 92) {
      relate(actor, crowd.other(actor, random), Deed.UNFOLLOW);
    } else if (dice < 94) {
      forAWhile(new Undone(actor, crowd.other(actor, random), Deed.UNBLOCK), Deed.BLOCK);
    } else if (dice < 96) {
      forAWhile(new Undone(actor, crowd.other(actor, random), Deed.UNMUTE), Deed.MUTE);
    } else {
      undo();
    }
  }

  private void publish(Account actor) {
    Map<String, String> status = new HashMap<>();
    status.put("status", "text");
    @Nullable Account mentioned = null;
    if (random.nextInt(5) == 0) {
      mentioned = crowd.other(actor, random);
      status.put("status", "for @" + mentioned.name());
      status.put("visibility", random.nextBoolean() ? "public" : "direct");
    }
    Entry entry = entry(actor, "/api/v1/statuses", status);
    if (entry != null && mentioned != null && !entry.shown().mentions().contains(mentioned.id())) {
      throw new AssertionError(mentioned.name() + " is not found in a text");
    }
    if (entry != null && !entry.shown().direct()) {
      crowd.published(entry.id());
    }
  }

  private @Nullable Entry entry(Account actor, String path, Map<String, String> body) {
    long begun = recording.now();
    Api.Answer answer =
        send(actor, "POST", path, body, Map.of("Idempotency-Key", UUID.randomUUID().toString()));
    if (refused(answer)) {
      return null;
    }
    Entry entry = Entry.of(answer.body());
    recording.add(new Act.Published(entry, since(begun)));
    entries.computeIfAbsent(actor, _ -> new ArrayList<>()).add(entry.id());
    return entry;
  }

  private void delete(Account actor) {
    List<Long> own = entries.getOrDefault(actor, List.of());
    if (own.isEmpty()) {
      return;
    }
    // Mostly one that many have on their first page.
    int back = Math.min(own.size(), 1 + random.nextInt(random.nextInt(4) == 0 ? own.size() : 3));
    long id = own.remove(own.size() - back);
    long begun = recording.now();
    String path = "/api/v1/statuses/" + id;
    Api.Answer answer = send(actor, "DELETE", path, null, Map.of());
    if (!refused(answer)) {
      recording.add(new Act.Deleted(actor.id(), id, since(begun)));
    }
  }

  private void forAWhile(Undone later, Deed deed) {
    relate(later.actor(), later.target(), deed);
    undone.add(later);
  }

  private void undo() {
    List<Undone> all = List.copyOf(undone);
    if (!all.isEmpty()) {
      Undone one = all.get(random.nextInt(all.size()));
      undone.remove(one);
      relate(one.actor(), one.target(), one.by());
    }
  }

  private void relate(Account actor, Account target, Deed deed) {
    long begun = recording.now();
    String path = "/api/v1/accounts/%d/%s".formatted(target.id(), deed.verb());
    Api.Answer answer = send(actor, "POST", path, Map.of(), Map.of());
    if (answer.status() == 404) {
      throw new AssertionError("an account that there is was not found: " + path);
    }
    if (!refused(answer)) {
      recording.add(new Act.Related(actor.id(), target.id(), deed, since(begun)));
    }
  }

  private Span since(long begun) {
    return new Span(begun, recording.now());
  }

  /// As the API asks of clients: what is answered with 503 is sent again, after the time that the
  /// answer says. A worker that is away knows posts that nobody else can tell of.
  private Api.Answer send(
      Account actor,
      String method,
      String path,
      @Nullable Map<String, ?> body,
      Map<String, String> headers) {
    Api.Answer answer = api.send(actor.token(), method, path, body, headers);
    for (int again = 0; answer.status() == 503 && again < MOST_AGAIN; again++) {
      pause(answer.response().headers().firstValue("Retry-After").orElseThrow());
      answer = api.send(actor.token(), method, path, body, headers);
    }
    return answer;
  }

  private static void pause(String seconds) {
    try {
      Thread.sleep(Duration.ofSeconds(Long.parseLong(seconds)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static boolean refused(Api.Answer answer) {
    if (answer.status() != 200 && !REFUSALS.contains(answer.status())) {
      throw new AssertionError(answer.status() + " " + answer.body());
    }
    return answer.status() != 200;
  }
}
