package io.rivulet.event;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// What a viewer wants to have of somebody whom he follows, or asks to. What is null stays as it
/// is; to whoever begins to follow boosts show, and he is not notified.
///
/// @param boosts whether the target's boosts are to show
/// @param notified whether the viewer is to be notified of each of the target's posts
public record FollowOptions(@Nullable Boolean boosts, @Nullable Boolean notified) {
  /// All stays as it is.
  public static final FollowOptions UNCHANGED = new FollowOptions(null, null);

  /// Only whether boosts show.
  public static FollowOptions boosts(boolean show) {
    return new FollowOptions(show, null);
  }

  /// Only whether the viewer is notified.
  public static FollowOptions notified(boolean of) {
    return new FollowOptions(null, of);
  }

  /// Writes what does not stay, as members of the object that follows.
  void write(JsonGenerator json) throws IOException {
    if (boosts != null) {
      json.writeBooleanField("boosts", boosts);
    }
    if (notified != null) {
      json.writeBooleanField("notified", notified);
    }
  }

  /// Reads what [#write] wrote.
  static FollowOptions read(JsonFields fields) {
    return new FollowOptions(fields.optionalBool("boosts"), fields.optionalBool("notified"));
  }
}
