package io.rivulet.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class TolerantTimestampsTest {
  private static ConsumerRecord<Object, Object> at(long timestamp) {
    return new ConsumerRecord<>(
        "topic",
        0,
        0,
        timestamp,
        TimestampType.CREATE_TIME,
        0,
        0,
        "key",
        "value",
        new RecordHeaders(),
        Optional.empty());
  }

  @Test
  void aRecordWithoutATimeCountsAsWrittenWithTheOneBefore() {
    TolerantTimestamps timestamps = new TolerantTimestamps();
    assertThat(timestamps.extract(at(5), 9)).isEqualTo(5);
    assertThat(timestamps.extract(at(-1), 9)).isEqualTo(9);
    assertThat(timestamps.extract(at(-1), -1)).isZero();
  }
}
