package io.rivulet.e2e.history;

import io.rivulet.keyspace.Shards;
import io.rivulet.topic.Topics;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// How far each post has got, to tell which of them a reader must be served.
final class Reach {
  /// What readers may lag behind with large authors.
  private static final long STALENESS = 1_000;

  /// Of the overlay's 64.
  private static final int OWN = 60;

  /// @param plannedAt own time
  /// @param deliveries how many records the deliveries partitions had when the post was in them
  private record Planned(long plannedAt, List<Integer> deliveries) {}

  private record Position(int partition, int offset) {}

  private final Truth truth;
  private final Ingest ingest;
  private final Fanout fanout;
  private final Log log;
  private final Map<Position, Long> plannedAt = new HashMap<>();
  private final List<Position> unsent = new ArrayList<>();
  private final Map<Position, Planned> planned = new HashMap<>();
  private boolean lost;

  Reach(Truth truth, Ingest ingest, Fanout fanout, Log log) {
    this.truth = truth;
    this.ingest = ingest;
    this.fanout = fanout;
    this.log = log;
  }

  /// A record of posts was planned.
  void planned(int partition, int offset, long now) {
    Position position = new Position(partition, offset);
    plannedAt.putIfAbsent(position, now);
    unsent.add(position);
    for (Truth.Post post : truth.posts()) {
      if (Log.partition(post.published().author()) == partition) {
        truth.certain(post.versions(), offset);
      }
    }
  }

  /// What a plan task handed on is in the log.
  void flushed(int partition) {
    List<Integer> ends =
        IntStream.range(0, Log.PARTITIONS)
            .mapToObj(number -> log.of(Topics.DELIVERIES, number).size())
            .toList();
    for (Position position : unsent) {
      if (position.partition() == partition) {
        planned.put(position, new Planned(plannedAt.getOrDefault(position, 0L), ends));
      }
    }
    unsent.removeIf(position -> position.partition() == partition);
  }

  /// A task died and what it had not sent is lost.
  void crashed() {
    unsent.clear();
  }

  void lost() {
    lost = true;
    planned.clear();
    unsent.clear();
  }

  /// Everything has got everywhere.
  void settled() {
    lost = false;
    unsent.clear();
    for (Truth.Post post : truth.posts()) {
      int partition = Log.partition(post.published().author());
      planned.put(
          new Position(partition, (int) post.offset()),
          new Planned(0, Collections.nCopies(Log.PARTITIONS, 0)));
    }
  }

  /// The posts that must be in a home timeline if they are visible at all. Boosts are not among
  /// them, as others may repeat them.
  List<Truth.Post> due(long viewer, long now) {
    if (lost) {
      return List.of();
    }
    long own = truth.posts().stream().filter(post -> post.published().author() == viewer).count();
    return truth.posts().stream()
        .filter(post -> !post.published().boost())
        .filter(
            post ->
                (post.published().author() == viewer
                        && own <= OWN
                        && ingest.overlaid(post.published().id()))
                    || arrived(post, viewer, now))
        .toList();
  }

  private boolean arrived(Truth.Post post, long viewer, long now) {
    int partition = Log.partition(post.published().author());
    Planned found = planned.get(new Position(partition, (int) post.offset()));
    int lane = Shards.partition(Shards.of(viewer), Log.PARTITIONS);
    return found != null
        && found.plannedAt() + STALENESS <= now
        && fanout.plan.get(partition).position(Topics.POSTS) > post.offset()
        && fanout.deliver.get(lane).position(Topics.DELIVERIES) >= found.deliveries().get(lane);
  }
}
