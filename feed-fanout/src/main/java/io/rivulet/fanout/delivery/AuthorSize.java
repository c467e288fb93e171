package io.rivulet.fanout.delivery;

import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/// How many followers an author has, in three classes: by these operators see how old deliveries
/// are, since a post to a million is to take longer than one to ten and must not hide that one.
///
/// Told from plan to deliver by a header of the record and not in its value: whoever knows nothing
/// of it, as a worker of the version before, delivers all the same.
public enum AuthorSize {
  /// Up to 100 followers.
  SMALL(0),
  /// Up to 10,000.
  MEDIUM(1),
  /// More.
  LARGE(2);

  /// One byte for each delivery of the record, the class's [#code]; those at the end that are
  /// [#SMALL] are left out, and so is a header without any.
  static final String HEADER = "sizes";

  private static final AuthorSize[] ALL = values();
  private static final int SMALL_MOST = 100;
  private static final int MEDIUM_MOST = 10_000;

  private final int code;

  AuthorSize(int code) {
    this.code = code;
  }

  /// From 0 on, without a gap: also the place in arrays by class.
  public int code() {
    return code;
  }

  public static AuthorSize of(int followers) {
    if (followers <= SMALL_MOST) {
      return SMALL;
    }
    return followers <= MEDIUM_MOST ? MEDIUM : LARGE;
  }

  /// The headers of a record.
  ///
  /// @param sizes of its deliveries, in their order
  public static Headers headers(List<AuthorSize> sizes) {
    int length = sizes.size();
    while (length > 0 && sizes.get(length - 1) == SMALL) {
      length--;
    }
    RecordHeaders headers = new RecordHeaders();
    if (length > 0) {
      byte[] value = new byte[length];
      for (int i = 0; i < length; i++) {
        value[i] = (byte) sizes.get(i).code;
      }
      headers.add(HEADER, value);
    }
    return headers;
  }

  /// What the headers of a record say.
  ///
  /// @param deliveries how many it has
  /// @return a class for each; [#SMALL] where nothing that is known is said
  public static AuthorSize[] of(Headers headers, int deliveries) {
    AuthorSize[] sizes = new AuthorSize[deliveries];
    Arrays.fill(sizes, SMALL);
    Header header = headers.lastHeader(HEADER);
    byte[] value = header == null ? null : header.value();
    for (int i = 0; value != null && i < Math.min(value.length, deliveries); i++) {
      if (value[i] >= 0 && value[i] < ALL.length) {
        sizes[i] = ALL[value[i]];
      }
    }
    return sizes;
  }
}
