package io.rivulet.fanout.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/// From how many followers on an author's entries are pulled by readers instead of pushed into home
/// timelines; a change takes a restart, and effect with the next event that concerns the author.
///
/// @param threshold an author with more followers is pulled, until he has a fifth fewer than that;
///   0 pulls all authors, [#NONE] none
public record LargeAuthors(long threshold) {
  /// No author is pulled.
  public static final long NONE = Long.MAX_VALUE;

  /// What holds where the file says nothing.
  public static final LargeAuthors DEFAULT = new LargeAuthors(10_000);

  public LargeAuthors {
    if (threshold < 0) {
      throw expected(Long.toString(threshold));
    }
  }

  /// Of the configuration.
  ///
  /// @param threshold a number from 0, or `none`; 10,000 by default
  @JsonCreator
  static LargeAuthors of(@JsonProperty("threshold") @Nullable String threshold) {
    if (threshold == null) {
      return DEFAULT;
    }
    if (threshold.equals("none")) {
      return new LargeAuthors(NONE);
    }
    try {
      return new LargeAuthors(Long.parseLong(threshold));
    } catch (NumberFormatException e) {
      throw expected(threshold);
    }
  }

  private static IllegalArgumentException expected(String found) {
    return new IllegalArgumentException(
        "largeAuthors.threshold: expected a number from 0, or none, found " + found);
  }

  /// Whether an author with this number of followers is to be pulled.
  ///
  /// @param already whether he is
  boolean pulls(long followers, boolean already) {
    if (threshold == 0) {
      return true;
    }
    // A fifth of distance, so that an author at the threshold does not cross with every follow.
    return already ? followers >= threshold - threshold / 5.0 : followers > threshold;
  }
}
