package io.rivulet.reader.hydrate;

import io.rivulet.account.AccountBody;
import io.rivulet.account.Counts;
import io.rivulet.post.PostBody;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.ToIntFunction;

/// Writes statuses and accounts as the HTTP convention has them: the stored fragments, copied, and
/// beside them what depends on the viewer, on counts and on other bodies.
///
/// Favourites and boosts of a post are not counted yet, and no viewer has favourited, muted or
/// bookmarked anything; the members are there because clients use them without looking.
public final class StatusWriter {
  private static final byte[] OPEN = ascii("{");
  private static final byte[] CLOSE = ascii("}");
  private static final byte[] ACCOUNT = ascii(",\"account\":");
  private static final byte[] REBLOG = ascii(",\"reblog\":");
  private static final byte[] NULL = ascii("null");
  private static final byte[] COUNTS =
      ascii(",\"replies_count\":0,\"reblogs_count\":0,\"favourites_count\":0,\"quotes_count\":0");
  private static final byte[] FLAGS =
      ascii(
          ",\"favourited\":false,\"reblogged\":false,\"muted\":false,\"bookmarked\":false"
              + ",\"filtered\":[]");

  private StatusWriter() {}

  /// A list of statuses.
  ///
  /// @param guest true if nobody's flags are to be told
  public static byte[] list(List<Status> statuses, boolean guest) {
    return joined(
        statuses, status -> length(status, guest), (json, one) -> write(json, one, guest));
  }

  public static byte[] status(Status status, boolean guest) {
    ServedBytes json = new ServedBytes(length(status, guest));
    write(json, status, guest);
    return json.whole();
  }

  /// An account. Not copied: do not write to it.
  public static byte[] account(Profile profile) {
    return profile.json();
  }

  /// A list of accounts.
  public static byte[] accounts(List<Profile> profiles) {
    return joined(profiles, profile -> profile.json().length, (json, one) -> json.raw(one.json()));
  }

  /// An array of JSON.
  private static <T> byte[] joined(
      List<T> items, ToIntFunction<T> length, BiConsumer<ServedBytes, T> write) {
    int size = 2 + Math.max(0, items.size() - 1);
    for (T item : items) {
      size += length.applyAsInt(item);
    }
    ServedBytes json = new ServedBytes(size).one('[');
    for (int i = 0; i < items.size(); i++) {
      if (i > 0) {
        json.one(',');
      }
      write.accept(json, items.get(i));
    }
    return json.one(']').whole();
  }

  private static int length(Status status, boolean guest) {
    Status boosted = status.boosted();
    return OPEN.length
        + status.post().fragmentLength()
        + ACCOUNT.length
        + status.author().json().length
        + REBLOG.length
        + (boosted == null ? NULL.length : length(boosted, guest))
        + COUNTS.length
        + (guest ? 0 : FLAGS.length)
        + CLOSE.length;
  }

  private static void write(ServedBytes json, Status status, boolean guest) {
    PostBody post = status.post();
    json.raw(OPEN)
        .fragment(post.bytes(), post.fragmentOffset(), post.fragmentLength())
        .raw(ACCOUNT)
        .raw(status.author().json())
        .raw(REBLOG);
    if (status.boosted() == null) {
      json.raw(NULL);
    } else {
      write(json, status.boosted(), guest);
    }
    json.raw(COUNTS);
    if (!guest) {
      json.raw(FLAGS);
    }
    json.raw(CLOSE);
  }

  /// An account as it is served.
  ///
  /// @param following accounts it follows
  static byte[] account(AccountBody body, Counts counts, long following) {
    byte[] rest =
        ascii(
            ",\"followers_count\":"
                + counts.followers()
                + ",\"following_count\":"
                + following
                + ",\"statuses_count\":"
                + counts.statuses()
                + ",\"last_status_at\":"
                + date(counts.lastStatusAt())
                + "}");
    return new ServedBytes(OPEN.length + body.fragmentLength() + rest.length)
        .raw(OPEN)
        .fragment(body.bytes(), body.fragmentOffset(), body.fragmentLength())
        .raw(rest)
        .whole();
  }

  private static String date(long millis) {
    if (millis == 0) {
      return "null";
    }
    return "\"" + LocalDate.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC) + "\"";
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
