package io.rivulet.pulse;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/// The way of a post through the workers: a hash of decimal numbers, see the constants.
///
/// @param planned when the plan stage had handed it on, in milliseconds since 1970; 0 if not known
/// @param delivered when it was last written to a home timeline; 0 if it was not yet
/// @param deliveries home timelines it was offered to
public record Journey(long planned, long delivered, long deliveries) {
  /// The field of [#planned].
  public static final String PLANNED = "planned";

  /// The field of [#delivered].
  public static final String DELIVERED = "delivered";

  /// The field of [#deliveries].
  public static final String DELIVERIES = "deliveries";

  /// Reads what lies in Redis; what is absent is not known.
  public static Journey of(Map<byte[], byte[]> hash) {
    Map<String, Long> numbers = new TreeMap<>();
    hash.forEach((field, value) -> numbers.put(text(field), Long.parseLong(text(value))));
    return new Journey(
        numbers.getOrDefault(PLANNED, 0L),
        numbers.getOrDefault(DELIVERED, 0L),
        numbers.getOrDefault(DELIVERIES, 0L));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.US_ASCII);
  }
}
