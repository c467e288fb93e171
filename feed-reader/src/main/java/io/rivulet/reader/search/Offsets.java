package io.rivulet.reader.search;

import io.rivulet.service.Parameters;

/// The parameter `offset`: like a limit, an odd one is no error.
final class Offsets {
  private static final int DIGITS = 9;

  private Offsets() {}

  static int of(Parameters query, int greatest) {
    String text = query.string("offset").orElse("");
    boolean number =
        !text.isEmpty()
            && text.length() <= DIGITS
            && text.chars().allMatch(c -> c >= '0' && c <= '9');
    return number ? Math.min(Integer.parseInt(text), greatest) : 0;
  }
}
