package io.rivulet.capacity;

import io.rivulet.event.EventJson;
import io.rivulet.event.Followed;
import io.rivulet.event.PostContent;
import io.rivulet.event.PostPublished;
import io.rivulet.event.Visibility;
import io.rivulet.id.Ids;
import io.rivulet.relations.Relation;
import io.rivulet.relations.RelationsBuilder;
import io.rivulet.timeline.HomeTimeline;
import io.rivulet.timeline.PackedIds;
import io.rivulet.timeline.TimelineLimits;
import java.time.Instant;
import org.apache.kafka.common.record.internal.DefaultRecord;
import org.apache.kafka.common.record.internal.DefaultRecordBatch;

/// What things take, by the code that encodes them and the sizes in which Redis and Kafka keep
/// them.
final class Stored {
  /// Bytes of a key and its value in Redis 7.0 beside both strings: an entry of the key space
  /// (`dictEntry`, 24 bytes) and one of the expiries, an `robj` (16), two pointers in tables that
  /// are three quarters full on average. As jemalloc rounds them.
  private static final double KEY_OVERHEAD = 32 + 16 + 8 / 0.75;

  private static final double EXPIRY_OVERHEAD = 32 + 8 / 0.75;

  /// Digits of an id of these years.
  private static final int KEY_DIGITS = 18;

  private static final Instant TIME = Instant.parse("2026-01-02T00:00:00Z");

  /// Followees that the size of relations is taken from.
  private static final int MANY = 1_000;

  private Stored() {}

  /// Bytes of a class of jemalloc that takes so many: four a doubling, multiples of 16 below 128
  /// (jemalloc's manual, "size classes").
  static double allocated(double bytes) {
    if (bytes <= 8) {
      return 8;
    }
    if (bytes <= 128) {
      return Math.ceil(bytes / 16) * 16;
    }
    double step = Math.pow(2, Math.floor(Math.log(bytes - 1) / Math.log(2)) - 2);
    return Math.ceil(bytes / step) * step;
  }

  /// A string of Redis: its header (`sds.h`: 3 bytes up to 255, 5 up to 65,535, then 9) and the
  /// zero that ends it.
  static double string(double length) {
    int header = length < 32 ? 1 : length < 256 ? 3 : length < 65_536 ? 5 : 9;
    return allocated(length + header + 1);
  }

  /// A home timeline that is full: the room that the script gives it.
  ///
  /// @param key bytes of its key
  static double home(double key, double entries) {
    double ids = (entries + TimelineLimits.DEFAULT.slack()) * PackedIds.WIDTH;
    return KEY_OVERHEAD + EXPIRY_OVERHEAD + string(key) + string(HomeTimeline.HEADER + ids);
  }

  /// The relations of a viewer.
  static double relations(double followees) {
    double none = relations(0).build(1).encode().length;
    double many = relations(MANY).build(1).encode().length;
    return KEY_OVERHEAD + string(33) + string(none + (many - none) / MANY * followees);
  }

  private static RelationsBuilder relations(int followees) {
    RelationsBuilder relations = new RelationsBuilder();
    for (int i = 1; i <= followees; i++) {
      relations.set(Ids.firstAt(TIME.plusMillis(i)), Relation.FOLLOWING, false);
    }
    return relations;
  }

  /// A post of average length in feed.posts.v1, alone in its batch.
  static double post() {
    long id = Ids.firstAt(TIME);
    return record(
        EventJson.encode(
            new PostPublished(
                id,
                id - 1,
                TIME,
                PostContent.ofText(
                    "Went down to the lake this morning, and the herons were back: two of them,"
                        + " standing quite still between the reeds #birds"),
                Visibility.PUBLIC,
                null,
                null,
                null,
                null)));
  }

  /// A follow in feed.relations.v1, alone in its batch.
  static double follow() {
    long id = Ids.firstAt(TIME);
    return record(EventJson.encode(new Followed(id, id - 1, TIME, null)));
  }

  private static double record(byte[] value) {
    return batch(KEY_DIGITS, value.length);
  }

  /// A batch with one record, as the producer makes it.
  static int batch(int key, int value) {
    return DefaultRecordBatch.RECORD_BATCH_OVERHEAD
        + DefaultRecord.sizeInBytes(0, 0, key, value, new org.apache.kafka.common.header.Header[0]);
  }
}
