package io.rivulet.ingest.media;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.rivulet.media.MediaLimits;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Where uploads are kept.
///
/// @param folder the same, shared, of all processes of feed-ingest; `media` by default
/// @param limits how large they may be
/// @param unused how long an upload is kept that nothing shows; a day by default
public record MediaSettings(Path folder, MediaLimits limits, Duration unused) {
  public static final MediaSettings DEFAULT =
      new MediaSettings(Path.of("media"), MediaLimits.DEFAULT, Duration.ofDays(1));

  @JsonCreator
  static MediaSettings of(
      @JsonProperty("folder") @Nullable Path folder,
      @JsonProperty("limits") @Nullable MediaLimits limits,
      @JsonProperty("unused") @Nullable Duration unused) {
    return new MediaSettings(
        folder == null ? DEFAULT.folder : folder,
        limits == null ? DEFAULT.limits : limits,
        unused == null ? DEFAULT.unused : unused);
  }
}
