package io.rivulet.media;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/// How large an upload may be. The same in feed-ingest, which refuses what is larger, and in
/// feed-reader, by which clients know it beforehand.
///
/// @param imageBytes of a picture's file; default 16 MiB
/// @param imagePixels of a picture, width times height: what it takes to show it does not depend on
///   how well it is packed; default 33,177,600, which is 7680 × 4320
/// @param videoBytes of a film's or a sound's file; default 99 MiB
public record MediaLimits(long imageBytes, long imagePixels, long videoBytes) {
  /// Of one post, as the convention has it.
  public static final int UPLOADS_PER_POST = 4;

  private static final int MEBIBYTE = 1 << 20;

  public static final MediaLimits DEFAULT =
      new MediaLimits(16L * MEBIBYTE, 7_680L * 4_320, 99L * MEBIBYTE);

  public MediaLimits {
    if (imageBytes < 1 || imagePixels < 1 || videoBytes < 1) {
      throw new IllegalArgumentException("limits of media must be 1 or more");
    }
  }

  @JsonCreator
  static MediaLimits of(
      @JsonProperty("imageBytes") @Nullable Long imageBytes,
      @JsonProperty("imagePixels") @Nullable Long imagePixels,
      @JsonProperty("videoBytes") @Nullable Long videoBytes) {
    return new MediaLimits(
        imageBytes == null ? DEFAULT.imageBytes : imageBytes,
        imagePixels == null ? DEFAULT.imagePixels : imagePixels,
        videoBytes == null ? DEFAULT.videoBytes : videoBytes);
  }

  /// What a file of some format may have.
  public long bytes(MediaFormat format) {
    return format.isPicture() ? imageBytes : videoBytes;
  }

  /// What a file of any format may have.
  public long mostBytes() {
    return Math.max(imageBytes, videoBytes);
  }
}
