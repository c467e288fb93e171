package io.rivulet.reader.instance;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How this installation presents itself.
///
/// @param title its name, `Rivulet` by default
/// @param description one sentence, plain text
/// @param email whom to write to, empty by default
/// @param languages ISO 639 codes, `en` by default
public record InstanceSettings(
    String title, String description, String email, List<String> languages) {
  public static final InstanceSettings DEFAULT =
      new InstanceSettings("Rivulet", "Posts in, home timelines out.", "", List.of("en"));

  public InstanceSettings {
    languages = List.copyOf(languages);
  }

  @JsonCreator
  static InstanceSettings of(
      @JsonProperty("title") @Nullable String title,
      @JsonProperty("description") @Nullable String description,
      @JsonProperty("email") @Nullable String email,
      @JsonProperty("languages") @Nullable List<String> languages) {
    return new InstanceSettings(
        title == null ? DEFAULT.title : title,
        description == null ? DEFAULT.description : description,
        email == null ? DEFAULT.email : email,
        languages == null ? DEFAULT.languages : languages);
  }
}
