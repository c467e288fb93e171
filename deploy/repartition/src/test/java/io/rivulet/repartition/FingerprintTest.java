package io.rivulet.repartition;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class FingerprintTest {
  private static ConsumerRecord<byte[], byte[]> record(String key, String value) {
    return new ConsumerRecord<>("topic", 1, 2, key.getBytes(UTF_8), value.getBytes(UTF_8));
  }

  @Test
  void whatDiffersInAnyPartHasAnotherHash() {
    ConsumerRecord<byte[], byte[]> headed = record("a", "b");
    headed.headers().add("h", new byte[] {1});
    ConsumerRecord<byte[], byte[]> other = record("a", "b");
    other.headers().add("h", new byte[] {2});
    Set<Long> hashes = new HashSet<>();
    assertThat(hashes.add(Fingerprint.of(record("a", "b")))).isTrue();
    assertThat(hashes.add(Fingerprint.of(record("a", "c")))).isTrue();
    assertThat(hashes.add(Fingerprint.of(record("ab", "")))).isTrue();
    assertThat(hashes.add(Fingerprint.of(record("", "ab")))).isTrue();
    assertThat(hashes.add(Fingerprint.of(record("a", "123456789")))).isTrue();
    assertThat(hashes.add(Fingerprint.of(record("a", "123456780")))).isTrue();
    assertThat(hashes.add(Fingerprint.of(headed))).isTrue();
    assertThat(hashes.add(Fingerprint.of(other))).isTrue();
    assertThat(hashes.add(Fingerprint.of(new ConsumerRecord<>("topic", 1, 2, null, new byte[0]))))
        .isTrue();
    assertThat(hashes.add(Fingerprint.of(new ConsumerRecord<>("topic", 1, 2, new byte[0], null))))
        .isTrue();
    assertThat(hashes.add(Fingerprint.of(record("a", "b")))).as("the same").isFalse();
  }
}
