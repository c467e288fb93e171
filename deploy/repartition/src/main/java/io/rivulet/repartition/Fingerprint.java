package io.rivulet.repartition;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/// What is compared of records: how many there are, and the sum of a hash of each, which does not
/// depend on their order.
record Fingerprint(long records, long sum) {
  static final Fingerprint NOTHING = new Fingerprint(0, 0);

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /// Steele, Lea, Flood: *Fast splittable pseudorandom number generators*, OOPSLA 2014.
  private static final long FACTOR = 0xbf58476d1ce4e5b9L;

  Fingerprint plus(long hash) {
    return new Fingerprint(records + 1, sum + hash);
  }

  Fingerprint plus(Fingerprint other) {
    return new Fingerprint(records + other.records, sum + other.sum);
  }

  /// The time that a copy of a record has: one without is copied as if it were of long ago, since
  /// the producer takes none that has no time.
  static long time(ConsumerRecord<byte[], byte[]> record) {
    return Math.max(0, record.timestamp());
  }

  /// All that a record is, but for where it lies.
  static long of(ConsumerRecord<byte[], byte[]> record) {
    long hash = of(record.key(), time(record));
    hash = of(record.value(), hash);
    for (Header header : record.headers()) {
      hash = of(header.key().getBytes(StandardCharsets.UTF_8), hash);
      hash = of(header.value(), hash);
    }
    return hash;
  }

  /// Bytes after what was before.
  static long of(byte @Nullable [] bytes, long before) {
    if (bytes == null) {
      return mixed(before - 1);
    }
    long hash = mixed(before ^ bytes.length);
    int at = 0;
    for (; at + Long.BYTES <= bytes.length; at += Long.BYTES) {
      hash = mixed(hash ^ (long) LONGS.get(bytes, at));
    }
    long rest = 0;
    for (; at < bytes.length; at++) {
      rest = (rest << Byte.SIZE) | (bytes[at] & 0xff);
    }
    return mixed(hash ^ rest);
  }

  static long mixed(long value) {
    long z = (value + 0x9e3779b97f4a7c15L) * FACTOR;
    return z ^ (z >>> 31);
  }
}
