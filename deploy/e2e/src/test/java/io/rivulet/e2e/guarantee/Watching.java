package io.rivulet.e2e.guarantee;

import io.rivulet.e2e.Api;
import io.rivulet.e2e.guarantee.Crowd.Account;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/// A client that looks at home timelines: the first page, what is new since it looked last, or page
/// by page into the past.
final class Watching {
  private static final int FIRST = 20;
  private static final int MOST = 40;
  private static final int DEEP = 5;

  /// Numbers of walks, unlike for all clients.
  private static final AtomicInteger WALKS = new AtomicInteger();

  private static final class Since {
    private final int walk = WALKS.incrementAndGet();
    private long newest;
  }

  private final Api api;
  private final Recording recording;
  private final List<Account> viewers;
  private final Random random;
  private final boolean patient;
  private final Map<Account, Since> since = new HashMap<>();

  Watching(Api api, Recording recording, List<Account> viewers, Random random) {
    this(api, recording, viewers, random, false);
  }

  private Watching(
      Api api, Recording recording, List<Account> viewers, Random random, boolean patient) {
    this.api = api;
    this.recording = recording;
    this.viewers = viewers;
    this.random = random;
    this.patient = patient;
  }

  /// One that may be put off: who looks again later has missed nothing.
  static Watching patient(Api api, Recording recording, List<Account> viewers, Random random) {
    return new Watching(api, recording, viewers, random, true);
  }

  /// One look at one of the timelines.
  void look() {
    Account viewer = viewers.get(random.nextInt(viewers.size()));
    switch (random.nextInt(4)) {
      case 0, 1 -> page(viewer, WALKS.incrementAndGet(), Window.newest(FIRST));
      case 2 -> news(viewer);
      default -> walk(viewer, DEEP);
    }
  }

  /// Every page of every timeline.
  void everything() {
    viewers.forEach(viewer -> walk(viewer, Integer.MAX_VALUE));
  }

  private void news(Account viewer) {
    Since known = since.computeIfAbsent(viewer, _ -> new Since());
    List<Long> ids = page(viewer, known.walk, Window.since(known.newest, MOST));
    if (!ids.isEmpty()) {
      known.newest = ids.getFirst();
    }
  }

  private void walk(Account viewer, int pages) {
    int walk = WALKS.incrementAndGet();
    List<Long> ids = page(viewer, walk, Window.newest(MOST));
    for (int i = 1; i < pages && ids.size() == MOST; i++) {
      ids = page(viewer, walk, Window.before(ids.getLast(), MOST));
    }
  }

  private List<Long> page(Account viewer, int walk, Window window) {
    long begun = recording.now();
    Api.Answer answer = api.get(viewer.token(), "/api/v1/timelines/home?" + window.query());
    Span at = new Span(begun, recording.now());
    if (patient && answer.status() == 503) {
      var _ = answer.response().headers().firstValue("Retry-After").orElseThrow();
      return List.of();
    }
    if (answer.status() != 200) {
      throw new AssertionError(answer.status() + " " + answer.body());
    }
    List<Long> ids = new ArrayList<>();
    answer.body().forEach(status -> ids.add(status.path("id").asLong()));
    recording.add(new Page(viewer.id(), walk, window, at, ids));
    return ids;
  }
}
