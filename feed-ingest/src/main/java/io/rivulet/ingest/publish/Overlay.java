package io.rivulet.ingest.publish;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.rivulet.account.AccountBody;
import io.rivulet.kept.Kept;
import io.rivulet.overlay.OverlayWriter;
import io.rivulet.post.PostBody;
import io.rivulet.reaction.OwnReaction;
import io.rivulet.redis.Redis;
import io.rivulet.relations.OwnRelation;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes the overlay as well as it can: what Kafka acknowledged is published whatever Redis says,
/// so a failure here is counted and does not reach the client.
public final class Overlay {
  private static final Logger logger = LoggerFactory.getLogger(Overlay.class);

  private final Redis redis;
  private final OverlayWriter writer;
  private final Counter failures;

  public Overlay(Redis redis, OverlayWriter writer, MeterRegistry meters) {
    this.redis = redis;
    this.writer = writer;
    this.failures =
        Counter.builder("rivulet.overlay.failures")
            .description("writes of the overlay that Redis did not take: visible later")
            .register(meters);
  }

  public void put(long id, PostBody body) {
    attempt(id, () -> writer.put(id, body));
  }

  public void put(long id, AccountBody body) {
    attempt(id, () -> writer.put(id, body));
  }

  /// What `viewer` is to a target from now on.
  public void put(long viewer, OwnRelation relation) {
    attempt(viewer, () -> writer.put(viewer, relation));
  }

  /// What `viewer` made of a post.
  public void put(long viewer, OwnReaction reaction) {
    attempt(viewer, () -> writer.put(viewer, reaction));
  }

  /// What is kept for `viewer` from now on.
  public void put(long viewer, Kept kept) {
    attempt(viewer, () -> writer.put(viewer, kept));
  }

  private void attempt(long id, Supplier<CompletionStage<Void>> write) {
    try {
      redis.await(write.get());
    } catch (RuntimeException e) {
      failures.increment();
      logger.warn("overlay of {} not written: {}", id, e.getMessage());
    }
  }
}
