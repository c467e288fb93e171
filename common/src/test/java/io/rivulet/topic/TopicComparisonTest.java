package io.rivulet.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TopicComparisonTest {

  private static final TopicSpec SPEC =
      new TopicSpec("t", 8, (short) 3, Map.of("cleanup.policy", "delete", "retention.ms", "-1"));

  @Test
  void aTopicAsItMustBeHasNoDifference() {
    Map<String, String> config =
        Map.of("cleanup.policy", "delete", "retention.ms", "-1", "segment.ms", "7");
    assertThat(TopicComparison.compare(SPEC, new TopicState("t", 8, 4, config))).isEmpty();
  }

  @Test
  void everyDifferenceIsNamed() {
    TopicState state = new TopicState("t", 4, 1, Map.of("cleanup.policy", "compact"));
    assertThat(TopicComparison.compare(SPEC, state))
        .extracting(TopicDifference::toString)
        .containsExactly(
            "t: partitions: expected 8, found 4",
            "t: replication: expected 3, found 1",
            "t: cleanup.policy: expected delete, found compact",
            "t: retention.ms: expected -1, found nothing");
  }

  @Test
  void topicsThatOneTaskReadsMustHaveTheSamePartitions() {
    assertThat(
            TopicComparison.coPartitioning(
                Map.of(Topics.POSTS, 8, Topics.RELATIONS, 8, Topics.ACCOUNTS, 4, "other", 1)))
        .extracting(TopicDifference::toString)
        .containsExactly(
            "feed.accounts.v1: co-partitioning: expected 8 partitions as feed.posts.v1,"
                + " found 4 partitions");
  }

  @Test
  void aReportWithDifferencesCannotBeOverlooked() {
    new TopicReport(List.of("t"), List.of()).requireMatch();
    TopicReport report =
        new TopicReport(List.of(), List.of(new TopicDifference("t", "partitions", "8", "4")));
    assertThat(report.matches()).isFalse();
    assertThatThrownBy(report::requireMatch)
        .hasMessage("topics are not as they must be: t: partitions: expected 8, found 4");
  }
}
