package io.rivulet.reader;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.rivulet.cold.ColdSettings;
import io.rivulet.media.MediaLimits;
import io.rivulet.reader.fetch.HoldSettings;
import io.rivulet.reader.home.HomeSettings;
import io.rivulet.reader.index.IndexSettings;
import io.rivulet.reader.instance.InstanceSettings;
import io.rivulet.reader.operations.OperationsSettings;
import io.rivulet.service.ServiceConfiguration;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The configuration file of feed-reader, `config/reader.yml`.
public final class ReaderConfiguration extends ServiceConfiguration {
  /// What others delete or edit is gone after this at most, and so is a gap that a large author's
  /// post left.
  private static final Duration LONGEST = Duration.ofSeconds(1);

  private static final HoldSettings PROFILES =
      new HoldSettings(Duration.ofSeconds(5), HoldSettings.DEFAULT.bytes());

  @NotNull private HomeSettings home = HomeSettings.DEFAULT;
  @NotNull private HoldSettings pull = HoldSettings.DEFAULT;
  @NotNull private HoldSettings bodies = HoldSettings.DEFAULT;

  @NotNull private HoldSettings profiles = PROFILES;

  @NotNull private InstanceSettings instance = InstanceSettings.DEFAULT;

  @NotNull private MediaLimits media = MediaLimits.DEFAULT;

  @NotNull private OperationsSettings operations = OperationsSettings.NONE;

  private @Nullable IndexSettings index;

  private @Nullable ColdSettings coldPosts;

  /// Whose metrics the operations page shows; nobody's unless set.
  public OperationsSettings operations() {
    return operations;
  }

  @JsonProperty("operations")
  void setOperations(OperationsSettings operations) {
    this.operations = operations;
  }

  public HomeSettings home() {
    return home;
  }

  @JsonProperty("home")
  void setHome(HomeSettings home) {
    this.home = home;
  }

  /// How timelines of large authors are held, for 1 s at most.
  public HoldSettings pull() {
    return pull;
  }

  @JsonProperty("pull")
  void setPull(HoldSettings.@Nullable Given pull) {
    this.pull = HoldSettings.DEFAULT.with(pull).atMost(LONGEST);
  }

  /// How bodies of posts are held, for 1 s at most.
  public HoldSettings bodies() {
    return bodies;
  }

  @JsonProperty("bodies")
  void setBodies(HoldSettings.@Nullable Given bodies) {
    this.bodies = HoldSettings.DEFAULT.with(bodies).atMost(LONGEST);
  }

  /// How accounts and their counts are held, for 5 s unless set.
  public HoldSettings profiles() {
    return profiles;
  }

  @JsonProperty("profiles")
  void setProfiles(HoldSettings.@Nullable Given profiles) {
    this.profiles = PROFILES.with(profiles);
  }

  /// How workers are asked for posts that are not in Redis; absent where none is.
  public Optional<ColdSettings> coldPosts() {
    return Optional.ofNullable(coldPosts);
  }

  @JsonProperty("coldPosts")
  void setColdPosts(@Nullable ColdSettings coldPosts) {
    this.coldPosts = coldPosts;
  }

  /// Absent in a reader without an index, which answers 404 to what it alone could answer.
  public Optional<IndexSettings> index() {
    return Optional.ofNullable(index);
  }

  @JsonProperty("index")
  void setIndex(@Nullable IndexSettings index) {
    this.index = index;
  }

  public InstanceSettings instance() {
    return instance;
  }

  @JsonProperty("instance")
  void setInstance(InstanceSettings instance) {
    this.instance = instance;
  }

  /// What feed-ingest takes as uploads, which clients are told.
  public MediaLimits media() {
    return media;
  }

  @JsonProperty("media")
  void setMedia(MediaLimits media) {
    this.media = media;
  }
}
