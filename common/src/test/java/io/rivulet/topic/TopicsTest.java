package io.rivulet.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.event.Limits;
import io.rivulet.event.Samples;
import java.util.List;
import java.util.Map;
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
