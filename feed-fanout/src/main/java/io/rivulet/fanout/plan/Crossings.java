package io.rivulet.fanout.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/// Which authors' entries are pushed and which are pulled.
///
/// A reader that pulls an author whose entries are pushed too does no harm; one that does not pull
/// an author whose entries are not pushed misses them. So an author crosses in steps, and each step
/// waits until Kafka has acknowledged the one before:
///
/// ```
/// PUSH ─▶ TO_PULL: followers are told to pull, entries are still pushed ─▶ PULL: no more pushes
/// PULL ─▶ TO_PUSH: entries are pushed again ─▶ followers are told not to pull any more ─▶ PUSH
/// ```
///
/// Without that a crash may leave the state of the new mode but not what followers were to be told,
/// or the other way round, and entries planned before the crossing is found again would be missed.
final class Crossings {
  /// How far an author is, with the code that is stored. Who never crossed is not stored.
  enum Phase {
    PUSH(0),
    TO_PULL(1),
    PULL(2),
    TO_PUSH(3);

    private final byte code;

    Phase(int code) {
      this.code = (byte) code;
    }

    boolean towardsPull() {
      return this == TO_PULL || this == PULL;
    }

    static Phase in(byte[] value) {
      return switch (value[0]) {
        case 0 -> PUSH;
        case 1 -> TO_PULL;
        case 2 -> PULL;
        case 3 -> TO_PUSH;
        default -> throw new IllegalStateException("phase of a crossing: " + value[0]);
      };
    }
  }

  private final KeyValueStore<Bytes, byte[]> store;
  private final FollowerTable followers;
  private final Audience audience;
  private final LargeAuthors settings;
  private final PlanMetrics metrics;

  /// Authors whose present step Kafka may not have acknowledged, and those of whom it has.
  private final Set<Long> unconfirmed = new HashSet<>();

  private final Set<Long> confirmed = new HashSet<>();

  /// Of those in TO_PUSH the ones whose followers were told.
  private final Set<Long> told = new HashSet<>();

  private final AtomicInteger pulled = new AtomicInteger();

  Crossings(
      KeyValueStore<Bytes, byte[]> store,
      FollowerTable followers,
      Audience audience,
      LargeAuthors settings,
      PlanMetrics metrics) {
    this.store = store;
    this.followers = followers;
    this.audience = audience;
    this.settings = settings;
    this.metrics = metrics;
  }

  /// Takes up the crossings that were under way when the task ended: nobody knows who was told.
  ///
  /// @param version the highest offset of feed.relations.v1 planned
  List<Planned.Addressed> resume(long version) {
    Map<Long, Phase> stored = new HashMap<>();
    try (KeyValueIterator<Bytes, byte[]> all =
        store.range(StoreKeys.crossing(0), StoreKeys.crossing(Long.MAX_VALUE))) {
      while (all.hasNext()) {
        KeyValue<Bytes, byte[]> entry = all.next();
        stored.put(StoreKeys.owner(entry.key), Phase.in(entry.value));
      }
    }
    pulled.set((int) stored.values().stream().filter(Phase::towardsPull).count());
    List<Planned.Addressed> deliveries = new ArrayList<>();
    stored.forEach(
        (author, phase) -> {
          if (phase == Phase.TO_PULL) {
            deliveries.addAll(audience.crossing(author, true, version));
          }
          if (phase == Phase.TO_PULL || phase == Phase.TO_PUSH) {
            unconfirmed.add(author);
          }
        });
    return deliveries;
  }

  private Phase phase(long author) {
    byte[] value = store.get(StoreKeys.crossing(author));
    return value == null ? Phase.PUSH : Phase.in(value);
  }

  /// Whether an author's entries go to his followers.
  boolean pushes(long author) {
    return phase(author) != Phase.PULL;
  }

  /// Whether who begins to follow an author now has to pull him.
  boolean pulls(long author) {
    return switch (phase(author)) {
      case PUSH -> false;
      case TO_PULL, PULL -> true;
      // Not before it is certain that entries are pushed.
      case TO_PUSH -> !told.contains(author);
    };
  }

  /// Begins a crossing if the number of followers, or a setting that was changed, asks for it.
  ///
  /// @param version the highest offset of feed.relations.v1 planned
  /// @return what followers are told
  List<Planned.Addressed> review(long author, long version) {
    Phase phase = phase(author);
    int count = followers.count(author);
    boolean pull = settings.pulls(count, phase.towardsPull());
    if (pull == phase.towardsPull()) {
      return List.of();
    }
    metrics.crossing(pull);
    if (!pull) {
      begin(author, Phase.TO_PUSH);
      return List.of();
    }
    if (count == 0) {
      // There is nobody to tell.
      put(author, Phase.PULL);
      return List.of();
    }
    begin(author, Phase.TO_PULL);
    return audience.crossing(author, true, version);
  }

  private void begin(long author, Phase phase) {
    put(author, phase);
    told.remove(author);
    confirmed.remove(author);
    unconfirmed.add(author);
  }

  private void put(long author, Phase phase) {
    pulled.addAndGet((phase.towardsPull() ? 1 : 0) - (phase(author).towardsPull() ? 1 : 0));
    store.put(StoreKeys.crossing(author), new byte[] {phase.code});
  }

  /// Kafka has acknowledged everything that was stored and handed on so far.
  void flushed() {
    confirmed.addAll(unconfirmed);
    unconfirmed.clear();
  }

  /// Whether something is under way that a commit takes further.
  boolean underWay() {
    return !unconfirmed.isEmpty() || !confirmed.isEmpty();
  }

  /// Takes the next step of all crossings whose last one is acknowledged.
  ///
  /// @param version the highest offset of feed.relations.v1 planned
  /// @return what followers are told
  List<Planned.Addressed> advance(long version) {
    List<Planned.Addressed> deliveries = new ArrayList<>();
    for (long author : confirmed) {
      switch (phase(author)) {
        case TO_PULL -> put(author, Phase.PULL);
        case TO_PUSH -> {
          if (told.add(author)) {
            deliveries.addAll(audience.crossing(author, false, version));
            unconfirmed.add(author);
          } else {
            told.remove(author);
            put(author, Phase.PUSH);
          }
        }
        case PUSH, PULL -> {
          // Through.
        }
      }
    }
    confirmed.clear();
    return deliveries;
  }

  /// Authors who are pulled.
  int pulled() {
    return pulled.get();
  }
}
