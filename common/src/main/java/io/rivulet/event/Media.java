package io.rivulet.event;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A picture, film or sound that lies elsewhere.
///
/// @param previewUrl a smaller picture of it; empty for none
/// @param description what is to be seen or heard, for those who cannot; empty for none
/// @param width in pixels; 0 if unknown
/// @param height in pixels; 0 if unknown
/// @param duration to the millisecond; null if unknown or without one
public record Media(
    Kind kind,
    String url,
    String previewUrl,
    String description,
    int width,
    int height,
    @Nullable Duration duration) {

  public Media {
    Check.url("url", url);
    Check.optionalUrl("previewUrl", previewUrl);
    Check.text("description", description, Limits.DESCRIPTION);
    Check.range("width", width, 0, Limits.PIXELS);
    Check.range("height", height, 0, Limits.PIXELS);
    Check.duration("duration", duration);
  }

  /// The same with another description.
  public Media describedAs(String text) {
    return new Media(kind, url, previewUrl, text, width, height, duration);
  }

  /// What sort of medium.
  public enum Kind implements Named {
    IMAGE("image"),
    VIDEO("video"),
    AUDIO("audio"),
    /// A short film without sound that repeats.
    GIF("gif");

    private final String json;

    Kind(String json) {
      this.json = json;
    }

    /// Whether it is a picture, moving or not.
    public boolean isPicture() {
      return this == IMAGE || this == GIF;
    }

    @Override
    public String json() {
      return json;
    }
  }
}
