package io.rivulet.bench.ceiling;

import io.rivulet.local.LocalException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// Counts the answers of Redis (RESP 2) as their bytes come in. Of what they say it keeps only the
/// sums of numbers; an error ends everything.
final class Answers {
  /// Numbers at places behind this are not added up.
  private static final int PLACES = 4;

  private static final int DECIMAL = 10;

  private final long[] sums = new long[PLACES];
  private final StringBuilder error = new StringBuilder();
  private long complete;

  /// Elements that are missing to the end of the present answer.
  private int missing;

  private int place;
  private int kind;
  private long number;
  private boolean negative;
  private long skip;

  /// Answers that came in whole so far.
  long complete() {
    return complete;
  }

  /// The sum of all numbers that stood at a place of an answer: 0 for a number alone.
  long sum(int at) {
    return sums[at];
  }

  void clear() {
    Arrays.fill(sums, 0);
  }

  void read(ByteBuffer bytes) {
    while (bytes.hasRemaining()) {
      if (skip > 0) {
        int skipped = (int) Math.min(skip, bytes.remaining());
        bytes.position(bytes.position() + skipped);
        skip -= skipped;
        if (skip == 0) {
          element();
        }
      } else {
        line(bytes.get());
      }
    }
  }

  private void line(byte next) {
    if (kind == 0) {
      kind = next;
      number = 0;
      negative = false;
      if (missing == 0) {
        missing = 1;
        place = 0;
      }
    } else if (next == '\n') {
      lineEnd();
    } else if (kind == '-') {
      error.append((char) next);
    } else if (next == '-') {
      negative = true;
    } else if (next >= '0' && next <= '9') {
      number = number * DECIMAL + next - '0';
    }
  }

  private void lineEnd() {
    int ended = kind;
    kind = 0;
    switch (ended) {
      case '-' -> throw new LocalException("Redis: " + error.toString().strip());
      case '*' -> {
        missing += (int) number;
        missing--;
        if (missing == 0) {
          complete++;
        }
      }
      case '$' -> {
        if (negative) {
          element();
        } else {
          skip = number + 2;
        }
      }
      case ':' -> {
        if (place < PLACES) {
          sums[place] += number;
        }
        element();
      }
      default -> element();
    }
  }

  private void element() {
    place++;
    missing--;
    if (missing == 0) {
      complete++;
    }
  }
}
