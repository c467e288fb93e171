package io.rivulet.ingest.media;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.rivulet.event.Media;
import io.rivulet.media.MediaFormat;
import io.rivulet.post.WebAddresses;
import java.util.List;

/// What is known of an upload.
///
/// @param account whose it is
/// @param secret part of its address
/// @param width 0 if it has none or it was not looked at
/// @param description empty for none
/// @param focus what to show where there is no room for all: x and y from -1 to 1; empty for none
record MediaEntry(
    @JsonProperty("id") long id,
    @JsonProperty("account") long account,
    @JsonProperty("secret") String secret,
    @JsonProperty("format") MediaFormat format,
    @JsonProperty("width") int width,
    @JsonProperty("height") int height,
    @JsonProperty("description") String description,
    @JsonProperty("focus") List<Double> focus) {

  MediaEntry {
    focus = List.copyOf(focus);
  }

  /// The name of its file.
  String file() {
    return id + "-" + secret + "." + format.extension();
  }

  /// As a post shows it.
  Media media(WebAddresses addresses) {
    return new Media(
        format.kind(),
        addresses.media(id, secret, format.extension()),
        "",
        description,
        width,
        height,
        null);
  }

  MediaEntry described(String text) {
    return new MediaEntry(id, account, secret, format, width, height, text, focus);
  }

  MediaEntry focused(List<Double> place) {
    return new MediaEntry(id, account, secret, format, width, height, description, place);
  }
}
