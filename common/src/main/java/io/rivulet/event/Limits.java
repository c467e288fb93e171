package io.rivulet.event;

import java.time.Duration;
import java.time.Instant;

/// Bounds of what is accepted. Lengths are in code points.
public final class Limits {

  /// Bytes of one record's value.
  public static final int RECORD_BYTES = 1_048_576;

  /// Levels of nested JSON. Events need four; the rest is room for unknown fields.
  public static final int NESTING = 32;

  public static final int TEXT = 5_000;
  public static final int CONTENT_WARNING = 500;
  public static final int MEDIA = 16;
  public static final int TAGS = 255;
  public static final int TAG = 100;

  /// The binary body counts mentions in one byte.
  public static final int MENTIONS = 255;

  public static final int DESCRIPTION = 1_500;
  public static final int TITLE = 500;
  public static final int DISPLAY_NAME = 100;
  public static final int PROFILE_FIELDS = 16;
  public static final int PROFILE_FIELD = 500;
  public static final int CLIENT_KEY = 200;
  public static final int LANGUAGE = 35;
  public static final int URL = 2_048;
  public static final int PIXELS = 1_000_000;
  public static final int LIST_TITLE = 100;
  public static final int LIST_MEMBERS = 500;

  /// Posts an account may pin.
  public static final int PINS = 5;

  public static final Duration MEDIA_DURATION = Duration.ofDays(30);

  /// No submission may say that it was written before this.
  public static final Instant EARLIEST_CREATED_AT = Instant.parse("2000-01-01T00:00:00Z");

  /// How far ahead of the broker's clock a submission may say it was written: clocks differ.
  public static final Duration CREATED_AT_AHEAD = Duration.ofMinutes(5);

  private Limits() {}
}
