package io.rivulet.fanout.delivery;

import io.rivulet.fanout.chunk.Varint;
import java.util.Arrays;

/// Collects recipients of one deliveries partition, reusing its memory from post to post.
///
/// Accounts must come in ascending order; that is how follower chunks are ordered, so that
/// collecting is one pass.
public final class RecipientsBuilder {
  private byte[] bytes = new byte[256];
  private int length;
  private long last;
  private int size;

  /// Recipients collected so far.
  public int size() {
    return size;
  }

  /// Adds an account.
  ///
  /// @param account above the one before
  public void add(long account) {
    if (account <= last) {
      throw new IllegalArgumentException(
          "account: expected above %d, found %d".formatted(last, account));
    }
    if (bytes.length < length + Varint.MAX) {
      bytes = Arrays.copyOf(bytes, bytes.length * 2);
    }
    length = Varint.put(bytes, length, account - last);
    last = account;
    size++;
  }

  /// What was collected; the builder is empty afterwards.
  public Recipients build() {
    Recipients recipients = new Recipients(Arrays.copyOf(bytes, length), size);
    length = 0;
    size = 0;
    last = 0;
    return recipients;
  }
}
