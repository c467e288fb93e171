package io.rivulet.reader.page;

import io.rivulet.service.ApiException;
import io.rivulet.service.Parameters;

/// What a client asks of a list: how many entries, and which.
///
/// `max_id`: ids below it. `since_id`: ids above it, the newest of them. `min_id`: ids above it,
/// the oldest of them; it wins over `since_id`. All are exclusive and need not exist.
///
/// @param limit at least 1
public record PageRequest(int limit, Window window) {
  /// Of lists of statuses, at most twice that.
  public static final int DEFAULT_LIMIT = 20;

  /// Of lists of accounts.
  public static final int ACCOUNTS_LIMIT = 40;

  /// Reads the parameters of a query. An odd limit is no error, as the convention has it: its
  /// absolute value counts, the default where there is none, and the maximum where it is above.
  ///
  /// @throws ApiException if a cursor is not a decimal number
  public static PageRequest of(Parameters query) {
    return of(query, DEFAULT_LIMIT);
  }

  /// As [#of(Parameters)], for lists of another length.
  ///
  /// @param defaultLimit half of the greatest limit
  public static PageRequest of(Parameters query, int defaultLimit) {
    long maxId = cursor(query, "max_id", Long.MAX_VALUE);
    long minId = cursor(query, "min_id", -1);
    long above = minId >= 0 ? minId : cursor(query, "since_id", 0);
    return new PageRequest(limit(query, defaultLimit), new Window(above, maxId, minId >= 0));
  }

  private static int limit(Parameters query, int otherwise) {
    String text = query.string("limit").orElse("");
    String digits = text.startsWith("-") ? text.substring(1) : text;
    if (!isDecimal(digits)) {
      return otherwise;
    }
    long limit = decimal(digits);
    return limit == 0 ? otherwise : (int) Math.min(limit, 2L * otherwise);
  }

  /// 0 is a cursor too: clients page from the very first entry with `min_id=0`.
  private static long cursor(Parameters query, String name, long absent) {
    String text = query.string(name).orElse("");
    if (text.isEmpty()) {
      return absent;
    }
    if (!isDecimal(text)) {
      throw ApiException.invalid(name + " must be an id, a decimal number");
    }
    return decimal(text);
  }

  private static boolean isDecimal(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /// Whatever is above every id is as good as the greatest.
  private static long decimal(String digits) {
    int zeros = 0;
    while (zeros < digits.length() - 1 && digits.charAt(zeros) == '0') {
      zeros++;
    }
    String significant = digits.substring(zeros);
    if (significant.length() > 19) {
      return Long.MAX_VALUE;
    }
    long number = Long.parseUnsignedLong(significant);
    return number < 0 ? Long.MAX_VALUE : number;
  }
}
