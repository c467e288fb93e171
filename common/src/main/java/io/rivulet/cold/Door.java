package io.rivulet.cold;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where a worker answers for the posts of a partition of authors.
///
/// @param address `http` or `https`, without a path
/// @param partitions how many there are in all
public record Door(URI address, int partitions) {
  static final int MOST_PARTITIONS = 10_000;

  private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "localhost", "[::1]");

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

  /// Whether what is sent to an address can be read by nobody on the way.
  public static boolean isClosed(URI address) {
    return "https".equals(address.getScheme()) || isThisMachine(address);
  }

  /// Whether an address is of this machine itself.
  public static boolean isThisMachine(URI address) {
    String host = address.getHost();
    return host != null && THIS_MACHINE.contains(host);
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
