package io.rivulet.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.dropwizard.testing.junit5.DropwizardAppExtension;
import io.dropwizard.testing.junit5.DropwizardExtensionsSupport;
import io.rivulet.event.PostRef;
import io.rivulet.servers.RedisCluster;
import io.rivulet.timeline.TimelineLimits;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The same reader before a Redis Cluster: what a page needs lies on all nodes.
@ExtendWith(DropwizardExtensionsSupport.class)
class ClusterIT {
  private static final String HOME = "/api/v1/timelines/home";
  private static final long VIEWER = 7_000;
  private static final long[] FOLLOWED = LongStream.rangeClosed(7_001, 7_060).toArray();
  private static final int POSTS_EACH = 4;

  private static final RedisCluster cluster = RedisCluster.start(3);
  private static final DropwizardAppExtension<ReaderConfiguration> app =
      Client.reader(cluster.uri());
  private static final Client client = new Client(app);
  private static Feed feed;
  private static final List<Long> published = new ArrayList<>();

  @BeforeAll
  static void fill() {
    feed = new Feed(TimelineLimits.DEFAULT, cluster.uri());
    feed.account(VIEWER, "viewer");
    for (long author : FOLLOWED) {
      feed.account(author, "author" + author);
    }
    feed.relate(VIEWER, FOLLOWED);
    long id = 10_000;
    for (int round = 0; round < POSTS_EACH; round++) {
      for (long author : FOLLOWED) {
        feed.publish(++id, feed.post(id, author, "post " + id));
        published.add(id);
      }
    }
    Collections.reverse(published);
  }

  @AfterAll
  static void stop() {
    feed.close();
    cluster.close();
  }

  @Test
  void homeIsRebuiltDeliveredToAndPagedThrough() {
    List<Long> walked = new ArrayList<>();
    Optional<String> page = Optional.of(HOME + "?limit=40");
    while (page.isPresent()) {
      Client.Answer answer = client.get(page.get(), VIEWER);
      walked.addAll(answer.ids());
      page = answer.next();
    }
    assertThat(walked).isEqualTo(published);
    feed.publish(20_000, feed.post(20_000, FOLLOWED[0], "delivered"), VIEWER);
    feed.publish(20_001, feed.boost(20_001, FOLLOWED[1], new PostRef(10_001, FOLLOWED[0])), VIEWER);
    assertThat(client.get(HOME + "?limit=3", VIEWER).ids())
        .containsExactly(20_001L, 20_000L, published.getFirst());
  }

  @Test
  void accountsAreReadOnWhateverNodeTheyAre() {
    for (long author : FOLLOWED) {
      assertThat(client.get("/api/v1/accounts/" + author, VIEWER).status()).isEqualTo(200);
      assertThat(client.get("/api/v1/accounts/lookup?acct=author" + author, VIEWER).status())
          .isEqualTo(200);
    }
  }
}
