package io.rivulet.local.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.event.Submission;
import io.rivulet.event.SubmissionJson;
import io.rivulet.kafka.KafkaSettings;
import io.rivulet.local.LocalTopics;
import io.rivulet.local.client.RelationChange;
import io.rivulet.publisher.FeedPublisher;
import io.rivulet.publisher.Position;
import io.rivulet.servers.TestServers;
import io.rivulet.topic.Topics;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

final class SubmittedActsIT {
  private static final Population PEOPLE =
      new Population(
          List.of(
              new Population.Member(1_000_000_001L, "ann"),
              new Population.Member(1_000_000_002L, "bob")),
          List.of());

  @Test
  void whatKafkaHasIsToldWithItsPlace() {
    KafkaSettings kafka = KafkaSettings.of(TestServers.kafka());
    LocalTopics.provision(kafka, 2);
    Map<Position, Submission> taken = new ConcurrentHashMap<>();
    try (var publisher = FeedPublisher.connect(kafka)) {
      var acts = new SubmittedActs(publisher, PEOPLE, new PostIds(), new Tally(), taken::put);
      assertThat(acts.perform(new LoadAct.Relate(0, 1, new RelationChange.Unfollow()))).isTrue();
      assertThat(acts.perform(new LoadAct.Relate(1, 0, new RelationChange.Block()))).isTrue();
      assertThat(acts.perform(new LoadAct.Read(0))).isFalse();
      assertThat(acts.confirm()).isNotEmpty();
    }
    assertThat(taken).hasSize(2);
    taken.forEach(
        (position, submission) ->
            assertThat(TopicContent.read(kafka, Topics.SUBMISSIONS))
                .anySatisfy(
                    record -> {
                      assertThat(record.partition()).isEqualTo(position.partition());
                      assertThat(record.offset()).isEqualTo(position.offset());
                      assertThat(record.value()).isEqualTo(SubmissionJson.encode(submission));
                    }));
  }
}
