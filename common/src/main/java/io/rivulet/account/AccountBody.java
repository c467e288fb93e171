package io.rivulet.account;

import io.rivulet.event.AccountUpdated;
import io.rivulet.event.InvalidEventException;
import io.rivulet.event.PostDefaults;
import io.rivulet.event.Visibility;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// An account as it lies in Redis: byte 0 the format, bytes 1 to 8 the version (big-endian: the
/// offset in `feed.accounts.v1`), then the fragment of JSON to serve ([AccountRenderer]). Where the
/// account has [PostDefaults] the format is 2 and not 1, and they stand before the fragment, since
/// that is served to everybody: a byte each of the visibility's code, of whether posts are
/// sensitive, and of the language's length, then its letters.
///
/// The higher version wins wherever two bodies of an account meet. A body is a view of the array it
/// was decoded from, which nobody may write to.
public final class AccountBody {

  /// Where the version begins, for scripts that compare it.
  public static final int VERSION_AT = 1;

  private static final byte PLAIN = 1;
  private static final byte WITH_DEFAULTS = 2;
  private static final int HEADER = 9;
  private static final int DEFAULTS = 3;

  private final byte[] bytes;
  private final int fragment;

  private AccountBody(byte[] bytes, int fragment) {
    this.bytes = bytes;
    this.fragment = fragment;
  }

  public static AccountBody of(AccountUpdated account, long version, AccountRenderer renderer) {
    byte[] fragment = renderer.fragment(account);
    byte[] defaults = encode(account.profile().postDefaults());
    byte[] body = new byte[HEADER + defaults.length + fragment.length];
    ByteBuffer.wrap(body)
        .put(defaults.length == 0 ? PLAIN : WITH_DEFAULTS)
        .putLong(version)
        .put(defaults)
        .put(fragment);
    return new AccountBody(body, HEADER + defaults.length);
  }

  private static byte[] encode(PostDefaults defaults) {
    if (defaults.equals(PostDefaults.NONE)) {
      return new byte[0];
    }
    String language = defaults.language() == null ? "" : defaults.language();
    return ByteBuffer.allocate(DEFAULTS + language.length())
        .put((byte) defaults.visibility().code())
        .put((byte) (defaults.sensitive() ? 1 : 0))
        .put((byte) language.length())
        .put(language.getBytes(StandardCharsets.US_ASCII))
        .array();
  }

  /// A view of stored bytes; they are not copied.
  ///
  /// @throws CorruptAccountException if they are no body
  public static AccountBody decode(byte[] value) {
    if (value.length <= HEADER) {
      throw new CorruptAccountException("more than " + HEADER + " bytes", value.length);
    }
    AccountBody body = new AccountBody(value, fragment(value));
    if (body.version() < 0) {
      throw new CorruptAccountException("a version of at least 0", body.version());
    }
    body.checkDefaults();
    return body;
  }

  /// Whoever asks for them later has no word for a body that is none.
  private void checkDefaults() {
    try {
      var _ = postDefaults();
    } catch (IllegalArgumentException | InvalidEventException e) {
      throw new CorruptAccountException(
          "defaults of posts (" + e.getMessage() + ")", bytes[HEADER]);
    }
  }

  private static int fragment(byte[] value) {
    return switch (value[0]) {
      case PLAIN -> HEADER;
      case WITH_DEFAULTS -> {
        int begins = HEADER + DEFAULTS;
        int fragment = value.length < begins ? begins : begins + value[begins - 1];
        if (fragment >= value.length || fragment < begins) {
          throw new CorruptAccountException("more than " + fragment + " bytes", value.length);
        }
        yield fragment;
      }
      default -> throw new CorruptAccountException("format 1 or 2", value[0]);
    };
  }

  /// The body of the higher version; of equal ones the first.
  public static AccountBody newer(AccountBody a, AccountBody b) {
    return b.version() > a.version() ? b : a;
  }

  public long version() {
    return ByteBuffer.wrap(bytes).getLong(VERSION_AT);
  }

  /// What the account's posts are unless they say otherwise.
  public PostDefaults postDefaults() {
    if (bytes[0] == PLAIN) {
      return PostDefaults.NONE;
    }
    int language = bytes[HEADER + 2];
    return new PostDefaults(
        Visibility.ofCode(bytes[HEADER]),
        bytes[HEADER + 1] != 0,
        language == 0
            ? null
            : new String(bytes, HEADER + DEFAULTS, language, StandardCharsets.US_ASCII));
  }

  /// The bytes to store. Not copied: do not write to them.
  public byte[] bytes() {
    return bytes;
  }

  /// Where in [#bytes()] the fragment begins.
  public int fragmentOffset() {
    return fragment;
  }

  public int fragmentLength() {
    return bytes.length - fragment;
  }
}
