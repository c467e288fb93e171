package io.rivulet.account;

import io.rivulet.event.AccountUpdated;
import java.nio.ByteBuffer;

/// An account as it lies in Redis: byte 0 the format (1), bytes 1 to 8 the version (big-endian: the
/// offset in `feed.accounts.v1`), then the fragment of JSON to serve ([AccountRenderer]).
///
/// The higher version wins wherever two bodies of an account meet. A body is a view of the array it
/// was decoded from, which nobody may write to.
public final class AccountBody {

  /// Where the version begins, for scripts that compare it.
  public static final int VERSION_AT = 1;

  private static final byte FORMAT = 1;
  private static final int FRAGMENT = 9;

  private final byte[] bytes;

  private AccountBody(byte[] bytes) {
    this.bytes = bytes;
  }

  public static AccountBody of(AccountUpdated account, long version, AccountRenderer renderer) {
    byte[] fragment = renderer.fragment(account);
    byte[] body = new byte[FRAGMENT + fragment.length];
    ByteBuffer.wrap(body).put(0, FORMAT).putLong(VERSION_AT, version).put(FRAGMENT, fragment);
    return new AccountBody(body);
  }

  /// A view of stored bytes; they are not copied.
  ///
  /// @throws CorruptAccountException if they are no body
  public static AccountBody decode(byte[] value) {
    if (value.length <= FRAGMENT) {
      throw new CorruptAccountException("more than " + FRAGMENT + " bytes", value.length);
    }
    if (value[0] != FORMAT) {
      throw new CorruptAccountException("format " + FORMAT, value[0]);
    }
    AccountBody body = new AccountBody(value);
    if (body.version() < 0) {
      throw new CorruptAccountException("a version of at least 0", body.version());
    }
    return body;
  }

  /// The body of the higher version; of equal ones the first.
  public static AccountBody newer(AccountBody a, AccountBody b) {
    return b.version() > a.version() ? b : a;
  }

  public long version() {
    return ByteBuffer.wrap(bytes).getLong(VERSION_AT);
  }

  /// The bytes to store. Not copied: do not write to them.
  public byte[] bytes() {
    return bytes;
  }

  /// Where in [#bytes()] the fragment begins.
  public int fragmentOffset() {
    return FRAGMENT;
  }

  public int fragmentLength() {
    return bytes.length - FRAGMENT;
  }
}
