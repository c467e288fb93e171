package io.rivulet.cold;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Where a worker answers for the posts of a partition of authors.
///
/// @param address `http` or `https`, without a path
/// @param partitions how many there are in all
public record Door(URI address, int partitions) {
  static final int MOST_PARTITIONS = 10_000;

  public Door {
    boolean http = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
    if (!http || address.getHost() == null) {
      throw new IllegalArgumentException(
          "door.address: expected http(s)://host:port, found " + address);
    }
    if (partitions < 1 || partitions > MOST_PARTITIONS) {
      throw new IllegalArgumentException(
          "partitions: expected 1 to " + MOST_PARTITIONS + ", found " + partitions);
    }
  }

  byte[] encode() {
    return (partitions + " " + address).getBytes(StandardCharsets.UTF_8);
  }

  /// Reads what [#encode()] wrote; null if the bytes are something else.
  static @Nullable Door decode(byte[] value) {
    String text = new String(value, StandardCharsets.UTF_8);
    int space = text.indexOf(' ');
    try {
      return space < 0
          ? null
          : new Door(URI.create(text.substring(space + 1)), Integer.parseInt(text, 0, space, 10));
    } catch (IllegalArgumentException _) {
      return null;
    }
  }
}
