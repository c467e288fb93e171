package io.rivulet.fanout.delivery;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// Collects recipients of one deliveries partition, reusing its memory from post to post.
///
/// Accounts must come grouped by shard and ascending within a shard; that is how follower chunks
/// are ordered, so that collecting is one pass.
public final class RecipientsBuilder {
  private static final int MAX_VARINT = 10;
  private static final int NO_SHARD = -1;

  private byte[] bytes = new byte[256];
  private int length;
  private byte[] group = new byte[128];
  private int groupLength;
  private int groupCount;
  private int shard = NO_SHARD;
  private long last;
  private int size;

  /// Recipients collected so far.
  public int size() {
    return size;
  }

  public void add(int shardOfAccount, long account) {
    if (shardOfAccount != shard) {
      endGroup();
      shard = shardOfAccount;
      last = 0;
    }
    if (group.length < groupLength + MAX_VARINT) {
      group = Arrays.copyOf(group, group.length * 2);
    }
    groupLength = varint(group, groupLength, account - last);
    last = account;
    groupCount++;
    size++;
  }

  /// What was collected; the builder is empty afterwards.
  public Recipients build() {
    endGroup();
    Recipients recipients = new Recipients(ByteBuffer.wrap(Arrays.copyOf(bytes, length)));
    length = 0;
    size = 0;
    shard = NO_SHARD;
    return recipients;
  }

  private void endGroup() {
    if (groupCount == 0) {
      return;
    }
    int needed = length + Short.BYTES + MAX_VARINT + groupLength;
    if (bytes.length < needed) {
      bytes = Arrays.copyOf(bytes, Math.max(needed, bytes.length * 2));
    }
    bytes[length++] = (byte) (shard >>> 8);
    bytes[length++] = (byte) shard;
    length = varint(bytes, length, groupCount);
    System.arraycopy(group, 0, bytes, length, groupLength);
    length += groupLength;
    groupLength = 0;
    groupCount = 0;
  }

  private static int varint(byte[] target, int at, long value) {
    int position = at;
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      target[position++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    target[position++] = (byte) rest;
    return position;
  }
}
