package io.rivulet.fanout.delivery;

import io.rivulet.keyspace.Shards;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.MemoryRecordsBuilder;

/// What deliveries take in Kafka: a record in a batch, as the producer makes it.
public final class DeliveryBatches {
  private static final int ROOM = 1 << 12;

  private DeliveryBatches() {}

  /// Bytes of a batch with one record, which some posts share, of one partition.
  ///
  /// @param recipients of each post, ascending, of whatever partition
  /// @param partitions of feed.deliveries.v1
  /// @return bytes, and deliveries in them
  public static Size size(
      long[] posts, long[][] recipients, int partitions, Compression compression) {
    List<Delivery> entries = new ArrayList<>();
    int deliveries = 0;
    RecipientsBuilder builder = new RecipientsBuilder();
    for (int i = 0; i < posts.length; i++) {
      for (long recipient : recipients[i]) {
        if (Shards.partition(Shards.of(recipient), partitions) == 0) {
          builder.add(recipient);
          deliveries++;
        }
      }
      if (builder.size() > 0) {
        entries.add(new Delivery.Entry(posts[i], builder.build()));
      }
    }
    return new Size(entries.isEmpty() ? 0 : batch(entries, compression), deliveries);
  }

  private static int batch(List<Delivery> entries, Compression compression) {
    try (MemoryRecordsBuilder batch =
        MemoryRecords.builder(
            ByteBuffer.allocate(ROOM), compression, TimestampType.CREATE_TIME, 0L)) {
      byte[] key = new byte[Integer.BYTES];
      batch.append(1_767_225_600_000L, key, DeliveryCodec.encode(entries));
      return batch.build().sizeInBytes();
    }
  }

  /// A batch, or many.
  ///
  /// @param deliveries in it
  public record Size(long bytes, long deliveries) {
    public Size plus(Size other) {
      return new Size(bytes + other.bytes, deliveries + other.deliveries);
    }

    public double aDelivery() {
      return (double) bytes / deliveries;
    }
  }
}
