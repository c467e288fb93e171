package io.rivulet.reader.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicTest {
  @ParameterizedTest
  @CsvSource({
    "user, USER",
    "user/notification, USER_NOTIFICATION",
    "user:notification, USER_NOTIFICATION",
    "public/local, PUBLIC_LOCAL",
    "public:remote:media, PUBLIC_REMOTE_MEDIA",
    "direct, DIRECT"
  })
  void pathsAndMessagesNameTheSameStreams(String name, Topic.Kind kind) {
    assertThat(Topic.of(new Topic.Asked(name, "ignored", "ignored"))).contains(new Topic(kind, ""));
  }

  @Test
  void aHashtagIsComparedInLowerCase() {
    Topic topic = Topic.of(new Topic.Asked("hashtag", "#Jäva_21", "")).orElseThrow();
    assertThat(topic).isEqualTo(new Topic(Topic.Kind.HASHTAG, "jäva_21"));
    assertThat(topic.names()).isEqualTo(List.of("hashtag", "jäva_21"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "#", "two words", "\"quoted", "<b>"})
  void aHashtagNeedsATag(String tag) {
    assertThat(Topic.of(new Topic.Asked("hashtag", tag, ""))).isEmpty();
  }

  @Test
  void aListIsNamedByItsId() {
    Topic topic = Topic.of(new Topic.Asked("list", "", "12")).orElseThrow();
    assertThat(topic.names()).isEqualTo(List.of("list", "12"));
    assertThat(Topic.of(new Topic.Asked("list", "", "x"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nonsense", "User", "list"})
  void otherStreamsDoNotExist(String name) {
    assertThat(Topic.of(new Topic.Asked(name, "", ""))).isEmpty();
  }
}
