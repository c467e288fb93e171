package io.rivulet.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dropwizard.testing.junit5.DropwizardAppExtension;
import io.dropwizard.testing.junit5.DropwizardExtensionsSupport;
import io.rivulet.event.PostRef;
import io.rivulet.servers.TestServers;
import io.rivulet.timeline.TimelineLimits;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What a reader that holds bodies shows to whom. That nobody waits longer than the bound is a
/// matter of [io.rivulet.reader.fetch.Held].
@ExtendWith(DropwizardExtensionsSupport.class)
class HeldBodiesIT {
  private static final String HOME = "/api/v1/timelines/home";
  private static final long ANNA = 701;
  private static final long BERT = 702;

  private static final DropwizardAppExtension<ReaderConfiguration> app =
      Client.reader(TestServers.redis(), Duration.ofSeconds(1), Map.of());
  private static final Client client = new Client(app);
  private static Feed feed;

  @BeforeAll
  static void connect() {
    feed = new Feed(TimelineLimits.DEFAULT);
    feed.account(ANNA, "anna");
    feed.account(BERT, "bert");
    feed.relate(ANNA, BERT);
    feed.relate(BERT, ANNA);
  }

  @AfterAll
  static void disconnect() {
    feed.close();
  }

  @Test
  void whatTheViewerDeletesIsGoneForHimAtOnce() {
    feed.publish(1_000, feed.post(1_000, ANNA, "soon gone"));
    feed.publish(1_001, feed.boost(1_001, BERT, new PostRef(1_000, ANNA)));
    assertThat(client.get(HOME, BERT).ids()).containsExactly(1_001L, 1_000L);
    assertThat(client.get(HOME, ANNA).ids()).as("a repeated boost").containsExactly(1_000L);
    feed.body(1_000, feed.tombstone(ANNA));
    assertThat(client.get(HOME, ANNA).ids()).isEmpty();
    assertThat(client.get("/api/v1/statuses/1000", ANNA).status()).isEqualTo(404);
    assertThat(client.get("/api/v1/statuses/1001", ANNA).status()).isEqualTo(404);
  }

  @Test
  void whatIsMissingIsNotHeldToBeMissing() {
    feed.add(BERT, 2_000);
    feed.relate(ANNA, BERT);
    assertThat(client.get(HOME, ANNA).status()).isEqualTo(503);
    feed.body(2_000, feed.post(2_000, BERT, "late"));
    assertThat(client.get(HOME, ANNA).ids()).contains(2_000L);
  }

  @Test
  void whatIsReadAllTheTimeIsAskedForAnewBesideTheReads() {
    feed.publish(3_000, feed.post(3_000, BERT, "as it was"));
    feed.relate(ANNA, BERT);
    assertThat(text(client.get(HOME, ANNA))).contains("as it was");
    feed.body(3_000, feed.post(3_000, BERT, "as it is"));
    await()
        .atMost(Duration.ofSeconds(20))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(20))
        .until(
            () ->
                text(client.get(HOME, ANNA)).contains("as it is")
                    && renewed("post") > 0
                    && renewed("account") > 0);
  }

  private static String text(Client.Answer answer) {
    return new String(answer.response().body(), StandardCharsets.UTF_8);
  }

  private static double renewed(String what) {
    String meter = "rivulet_reader_renewed_total{what=\"" + what + "\"} ";
    return text(client.admin("/metrics"))
        .lines()
        .filter(line -> line.startsWith(meter))
        .mapToDouble(line -> Double.parseDouble(line.substring(meter.length())))
        .sum();
  }
}
