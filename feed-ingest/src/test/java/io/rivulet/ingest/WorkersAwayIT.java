package io.rivulet.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.cold.Door;
import io.rivulet.cold.Doors;
import io.rivulet.ingest.RunningIngest.Answer;
import io.rivulet.keyspace.Keyspace;
import io.rivulet.redis.Lineage;
import io.rivulet.redis.Redis;
import io.rivulet.redis.RedisSettings;
import io.rivulet.servers.TestServers;
import io.rivulet.timeline.PlannedMark;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// No worker answers, as while partitions move between them: what asks nobody goes on.
class WorkersAwayIT {
  private final Redis redis = new Redis(RedisSettings.of(TestServers.redis()));

  @BeforeEach
  void tell() {
    Topic.createAll(TestServers.kafka());
    Door nobody = new Door(URI.create("http://127.0.0.1:1"), 1);
    redis.await(new Doors(redis).tell(nobody, List.of(0)));
    var filled = new PlannedMark.Raise(1, false, true, Lineage.unchanging());
    redis.await(PlannedMark.raise(redis.commands(), 0, 0, filled));
  }

  @AfterEach
  void forget() {
    for (byte[] key :
        List.of(Keyspace.doors(), Keyspace.planned(0, 0), Keyspace.plannedLife(0, 0))) {
      redis.await(redis.commands().del(key));
    }
    redis.close();
  }

  @Test
  void newPostsAndBoostsAreTakenAndTriedAgainWithoutAskingThem() throws Exception {
    try (RunningIngest ingest =
        new RunningIngest(
            TestServers.kafka(), TestServers.redis(), 0, Map.of("coldPosts.enabled", "true"))) {
      long ann = ingest.account();
      Answer post = publish(ingest, ann, "one key");
      assertThat(post.status()).as("%s", post).isEqualTo(200);
      assertThat(publish(ingest, ann, "one key").id()).isEqualTo(post.id());
      assertThat(publish(ingest, ann, "another").id()).isNotEqualTo(post.id());

      String path = "/api/v1/statuses/" + post.id() + "/reblog";
      Answer boost = ingest.as(ingest.account(), "POST", path, "{}");
      assertThat(boost.status()).as("%s", boost).isEqualTo(200);

      // Nobody knows whether there is such a post: it is not said that there is none.
      Answer unknown = ingest.as(ann, "POST", "/api/v1/statuses/123456789012345678/reblog", "{}");
      assertThat(unknown.status()).as("%s", unknown).isEqualTo(503);
    }
  }

  private static Answer publish(RunningIngest ingest, long author, String key) throws Exception {
    return ingest.publishWithKey(author, "Hello", key);
  }
}
