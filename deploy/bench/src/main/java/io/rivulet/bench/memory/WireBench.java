package io.rivulet.bench.memory;

import io.rivulet.bench.graph.PowerLaw;
import io.rivulet.fanout.delivery.DeliveryBatches;
import io.rivulet.id.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.kafka.common.compress.Compression;

/// What a delivery takes in `feed.deliveries.v1`: the batches that a producer makes of the records
/// of one partition, by how many come together.
final class WireBench {
  private static final int[] TOGETHER = {1, 4, 16, 64};
  private static final int POSTS = 2_048;
  private static final Instant TIME = Instant.parse("2026-01-02T00:00:00Z");

  private final PowerLaw graph;
  private final int partitions;
  private final long seed;

  WireBench(PowerLaw graph, int partitions, long seed) {
    this.graph = graph;
    this.partitions = partitions;
    this.seed = seed;
  }

  /// @param fanOut followers of each author, or 0 to take authors as the graph has them
  List<WireRow> measure(String registered, Duration span, int fanOut) {
    long[] ids = AccountIds.over(graph.accounts(), span, seed);
    List<WireRow> rows = new ArrayList<>();
    for (int together : TOGETHER) {
      DeliveryBatches.Size lz4 = batches(ids, fanOut, together, Compression.lz4().build());
      DeliveryBatches.Size zstd = batches(ids, fanOut, together, Compression.zstd().build());
      rows.add(
          new WireRow(
              registered,
              fanOut == 0 ? "of the graph" : Integer.toString(fanOut),
              together,
              batches(ids, fanOut, together, Compression.NONE).aDelivery(),
              lz4.aDelivery(),
              zstd.aDelivery()));
    }
    return rows;
  }

  private DeliveryBatches.Size batches(
      long[] ids, int fanOut, int together, Compression compression) {
    SplittableRandom random = new SplittableRandom(seed);
    DeliveryBatches.Size all = new DeliveryBatches.Size(0, 0);
    for (int i = 0; i < POSTS; i += together) {
      long[] posts = new long[together];
      long[][] recipients = new long[together][];
      for (int j = 0; j < together; j++) {
        posts[j] = Ids.firstAt(TIME.plusMillis(i + j));
        recipients[j] = recipients(ids, fanOut, random);
      }
      all = all.plus(DeliveryBatches.size(posts, recipients, partitions, compression));
    }
    return all;
  }

  private long[] recipients(long[] ids, int fanOut, SplittableRandom random) {
    if (fanOut > 0) {
      return random
          .ints(0, ids.length)
          .distinct()
          .limit(fanOut)
          .sorted()
          .mapToLong(i -> ids[i])
          .toArray();
    }
    int[] followers = graph.followers(random.nextInt(graph.accounts()));
    long[] recipients = new long[followers.length];
    for (int i = 0; i < followers.length; i++) {
      recipients[i] = ids[followers[i]];
    }
    return recipients;
  }
}
