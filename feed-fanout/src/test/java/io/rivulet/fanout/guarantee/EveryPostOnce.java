package io.rivulet.fanout.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.keyspace.Keyspace;
import io.rivulet.keyspace.Shards;
import io.rivulet.redis.Redis;
import io.rivulet.timeline.HomeTimeline;
import io.rivulet.timeline.ShardState;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// The guarantee: the home timeline of every account has every post of those it follows, and its
/// own, in order, once, and nothing else.
final class EveryPostOnce {
  private EveryPostOnce() {}

  /// Verifies the timelines as they are now.
  ///
  /// @param graph all accounts; their timelines were complete before the first of `posts`
  /// @param posts fewer for any viewer than a timeline keeps
  static void verify(Redis redis, Graph graph, List<Published> posts) {
    for (long viewer : graph.accounts()) {
      assertThat(home(redis, viewer))
          .as("home timeline of %d", viewer)
          .isEqualTo(graph.home(viewer, posts));
    }
  }

  private static List<Long> home(Redis redis, long viewer) {
    HomeTimeline home =
        HomeTimeline.decode(redis.await(redis.commands().get(Keyspace.home(viewer))));
    assertThat(home).as("home timeline of %d", viewer).isNotNull();
    ShardState state =
        ShardState.decode(redis.await(redis.commands().get(Keyspace.state(Shards.of(viewer)))));
    assertThat(Objects.requireNonNull(home).generation())
        .as("generation of the home timeline of %d", viewer)
        .isEqualTo(Objects.requireNonNull(state).generation());
    return Arrays.stream(home.ids().toArray()).boxed().toList();
  }
}
