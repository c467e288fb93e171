package io.rivulet.ingest;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.rivulet.cold.ColdSettings;
import io.rivulet.id.Ids;
import io.rivulet.ingest.media.MediaSettings;
import io.rivulet.ingest.publish.PublishSettings;
import io.rivulet.ingest.submission.SubmissionSettings;
import io.rivulet.overlay.OverlaySettings;
import io.rivulet.service.ServiceConfiguration;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The configuration file of feed-ingest.
public final class IngestConfiguration extends ServiceConfiguration {
  @Min(0)
  @Max(Ids.MAX_NODE)
  private int node;

  @NotNull private PublishSettings publish = PublishSettings.DEFAULT;
  @NotNull private OverlaySettings overlay = OverlaySettings.DEFAULT;
  @NotNull private SubmissionSettings submissions = SubmissionSettings.DEFAULT;
  @NotNull private MediaSettings media = MediaSettings.DEFAULT;
  private @Nullable ColdSettings coldPosts;
  @NotNull private Duration idempotency = Duration.ofHours(1);
  @NotNull private Duration boostClaims = Duration.ofDays(1);

  /// The number of this process in the ids it makes, 0 to 511, different for each feed-ingest;
  /// default 0.
  public int node() {
    return node;
  }

  @JsonProperty("node")
  public void setNode(int node) {
    this.node = node;
  }

  public PublishSettings publish() {
    return publish;
  }

  @JsonProperty("publish")
  public void setPublish(PublishSettings publish) {
    this.publish = publish;
  }

  public OverlaySettings overlay() {
    return overlay;
  }

  @JsonProperty("overlay")
  public void setOverlay(OverlaySettings overlay) {
    this.overlay = overlay;
  }

  public SubmissionSettings submissions() {
    return submissions;
  }

  @JsonProperty("submissions")
  public void setSubmissions(SubmissionSettings submissions) {
    this.submissions = submissions;
  }

  public MediaSettings media() {
    return media;
  }

  @JsonProperty("media")
  public void setMedia(MediaSettings media) {
    this.media = media;
  }

  /// How workers are asked for posts that are not in Redis; absent where none is.
  public Optional<ColdSettings> coldPosts() {
    return Optional.ofNullable(coldPosts);
  }

  @JsonProperty("coldPosts")
  public void setColdPosts(@Nullable ColdSettings coldPosts) {
    this.coldPosts = coldPosts;
  }

  /// How long an `Idempotency-Key` is remembered; default 1 hour, as the convention has it.
  public Duration idempotency() {
    return idempotency;
  }

  @JsonProperty("idempotency")
  public void setIdempotency(Duration idempotency) {
    this.idempotency = idempotency;
  }

  /// How long the boost of an original is found without a search; default 1 day.
  public Duration boostClaims() {
    return boostClaims;
  }

  @JsonProperty("boostClaims")
  public void setBoostClaims(Duration boostClaims) {
    this.boostClaims = boostClaims;
  }
}
