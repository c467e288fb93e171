package io.rivulet.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.event.Limits;
import io.rivulet.event.Samples;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicsTest {

  private static TopicSpec spec(List<TopicSpec> specs, String name) {
    return specs.stream().filter(spec -> spec.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void theTruthIsKeptForEverAndAccountsAreCompacted() {
    List<TopicSpec> specs = Topics.spec(8, 1);
    for (String topic : List.of(Topics.POSTS, Topics.RELATIONS, Topics.DEAD_LETTERS)) {
      assertThat(spec(specs, topic).config())
          .containsEntry("cleanup.policy", "delete")
          .containsEntry("retention.ms", "-1")
          .containsEntry("retention.bytes", "-1");
    }
    assertThat(spec(specs, Topics.ACCOUNTS).config()).containsEntry("cleanup.policy", "compact");
  }

  @Test
  void whatOneTaskReadsIsCoPartitioned() {
    List<TopicSpec> specs = Topics.spec(24, 3);
    assertThat(Topics.CO_PARTITIONED)
        .allSatisfy(topic -> assertThat(spec(specs, topic).partitions()).isEqualTo(24));
  }

  /// As a producer does that is told nothing else.
  @Test
  void anIdIsInThePartitionThatJavasPartitionerSays() {
    for (long id = 1; id < 10_000; id += 7) {
      assertThat(Topics.partition(id, 24))
          .isEqualTo(BuiltInPartitioner.partitionForKey(Topics.key(id), 24));
    }
  }

  @Test
  void aRecordIsElsewhereUnlessItIsInThePartitionOfItsKey() {
    byte[] value = {1};
    for (long id = 1; id < 200; id++) {
      int home = Topics.partition(id, 8);
      for (int partition = 0; partition < 8; partition++) {
        assertThat(Topics.isElsewhere(Topics.key(id), value, partition, 8))
            .isEqualTo(partition != home);
        // What ends an account is a record as any other.
        assertThat(Topics.isElsewhere(Topics.key(id), null, partition, 8))
            .isEqualTo(partition != home);
      }
      assertThat(home % 4).as("more partitions leave it or move it").isIn(Topics.partition(id, 4));
    }
  }

  /// Who reads it tells that it is none; that is not for this to decide.
  @Test
  void aRecordWithoutAKeyIsWhereItIs() {
    assertThat(Topics.isElsewhere(null, new byte[] {1}, 3, 8)).isFalse();
  }

  @Test
  void whatOnlyTakesAnOffsetIsElsewhereEverywhere() {
    for (String topic : Topics.CO_PARTITIONED) {
      byte[] key = Topics.fillerKey(topic);
      assertThat(Topics.isFiller(key, null)).isTrue();
      for (int partition = 0; partition < 8; partition++) {
        assertThat(Topics.isElsewhere(key, null, partition, 8)).isTrue();
      }
    }
    assertThat(Topics.fillerKey(Topics.ACCOUNTS)).as("compacted").isNotNull();
    assertThat(Topics.fillerKey(Topics.POSTS)).isNull();
  }

  @Test
  void whatHasAValueOrAnIdOnlyLooksLikeAFiller() {
    assertThat(Topics.isFiller(null, new byte[0])).isFalse();
    assertThat(Topics.isFiller(new byte[] {0}, new byte[] {1})).isFalse();
    assertThat(Topics.isFiller(new byte[] {0, 0}, null)).isFalse();
    assertThat(Topics.isFiller(new byte[0], null)).isFalse();
    assertThat(Topics.isFiller(Topics.key(0), null)).isFalse();
  }

  @Test
  void nobodyChangesTheKeyOfFillers() {
    byte[] key = Objects.requireNonNull(Topics.fillerKey(Topics.ACCOUNTS));
    assertThat(key).containsExactly(0);
    Arrays.fill(key, (byte) 7);
    assertThat(Topics.fillerKey(Topics.ACCOUNTS)).containsExactly(0);
  }

  @Test
  void aSubmissionOfTheGreatestSizeFitsAndHasTheBrokersTime() {
    Map<String, String> config = spec(Topics.spec(8, 1), Topics.SUBMISSIONS).config();
    assertThat(Integer.parseInt(config.getOrDefault("max.message.bytes", "0")))
        .isGreaterThan(Limits.RECORD_BYTES + 10_000);
    assertThat(config).containsEntry("message.timestamp.type", "LogAppendTime");
  }

  /// Deliveries and letters are made of old records, too.
  @Test
  void whatEndsByItsAgeIsAsOldAsItIsThere() {
    assertThat(List.of(Topics.DELIVERIES, Topics.DEAD_LETTERS))
        .allSatisfy(
            topic ->
                assertThat(spec(Topics.spec(8, 1), topic).config())
                    .containsEntry("message.timestamp.type", "LogAppendTime"));
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 1", "3, 2", "5, 2"})
  void enoughCopiesMustHaveARecord(int replication, String inSync) {
    assertThat(Topics.spec(8, replication))
        .allSatisfy(spec -> assertThat(spec.config()).containsEntry("min.insync.replicas", inSync));
  }

  @ParameterizedTest
  @CsvSource({"0, 1, partitions", "1025, 1, partitions", "8, 0, replication"})
  void numbersOutOfRangeAreRefused(int partitions, int replication, String what) {
    assertThatThrownBy(() -> Topics.spec(partitions, replication))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(what + ": expected ");
  }

  @Test
  void everyEventHasItsTopic() {
    assertThat(Samples.events().map(Topics::of).distinct())
        .containsExactlyInAnyOrderElementsOf(Topics.CO_PARTITIONED);
    assertThat(Topics.key(1234)).asString().isEqualTo("1234");
  }
}
