package io.rivulet.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.rivulet.event.PostContent;
import io.rivulet.event.PostPublished;
import io.rivulet.event.PostRef;
import io.rivulet.event.Visibility;
import io.rivulet.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A record of a post that names an account that never was: it is left out of what it would be on,
/// of which nothing else is missing.
class NobodysPostIT {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final RunningSystem system = RunningSystem.shared();
  private static final String ann = system.account("nobodys_ann");
  private static final String ben = system.account("nobodys_ben");

  private static PostPublished post(
      long id, long author, String text, @Nullable PostRef replyTo, @Nullable PostRef boostOf) {
    return new PostPublished(
        id,
        author,
        Instant.now(),
        boostOf == null ? tagged(text) : PostContent.EMPTY,
        Visibility.PUBLIC,
        replyTo,
        boostOf,
        null,
        null);
  }

  private static int partition(long id) {
    return Topics.partition(id, Topics.DEFAULT_PARTITIONS);
  }

  private static PostContent tagged(String text) {
    return new PostContent(text, null, List.of(), null, List.of("nobodys"), List.of(), false, "");
  }

  private static List<String> ids(@Nullable String token, String path) {
    Api.Answer answer = system.api.get(token, path);
    assertThat(answer.status()).as("%s: %s", path, answer.body()).isEqualTo(200);
    List<String> ids = new ArrayList<>();
    for (JsonNode one : answer.body()) {
      ids.add(one.path("id").asText());
    }
    return ids;
  }

  @Test
  void isLeftOutOfAllThatIsRead() {
    system.api.post(ben, "/api/v1/accounts/" + system.id("nobodys_ann") + "/follow", Map.of());
    long annId = Long.parseLong(system.id("nobodys_ann"));
    String root = system.api.publish(ann, "before #nobodys");
    // In Ann's partition: what comes after it is read after it.
    long nobody =
        LongStream.iterate(4_711, id -> id + 1)
            .filter(id -> partition(id) == partition(annId))
            .findFirst()
            .orElseThrow();
    long first = Long.parseLong(root);
    long forged = first + 1;
    system.forge(
        Topics.POSTS, post(forged, nobody, "forged #nobodys", new PostRef(first, annId), null));
    // Whose author is somebody, what it shows is nobody's.
    long boost = first + 2;
    system.forge(Topics.POSTS, post(boost, annId, "", null, new PostRef(forged, nobody)));
    String last = system.api.publish(ann, "after #nobodys");

    for (String token : new String[] {ben, null}) {
      await().atMost(SOON).until(() -> ids(token, "/api/v1/timelines/tag/nobodys").contains(last));
      assertThat(ids(token, "/api/v1/timelines/tag/nobodys")).containsExactly(last, root);
      assertThat(ids(token, "/api/v1/timelines/public"))
          .contains(last, root)
          .doesNotContain(Long.toString(forged));
      assertThat(ids(token, "/api/v1/accounts/" + annId + "/statuses")).containsExactly(last, root);
      for (long one : new long[] {forged, boost}) {
        assertThat(system.api.get(token, "/api/v1/statuses/" + one).status()).isEqualTo(404);
      }
      Api.Answer context = system.api.get(token, "/api/v1/statuses/" + root + "/context");
      assertThat(context.status()).isEqualTo(200);
      assertThat(context.body().path("descendants").isArray()).isTrue();
      assertThat(context.body().path("descendants")).isEmpty();
    }
    await().atMost(SOON).until(() -> ids(ben, "/api/v1/timelines/home").contains(last));
    assertThat(ids(ben, "/api/v1/timelines/home")).containsExactly(last, root);
  }
}
