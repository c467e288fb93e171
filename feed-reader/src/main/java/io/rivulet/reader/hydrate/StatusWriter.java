package io.rivulet.reader.hydrate;

import io.rivulet.account.AccountBody;
import io.rivulet.account.Counts;
import io.rivulet.event.Reaction;
import io.rivulet.id.Ids;
import io.rivulet.notice.Notice;
import io.rivulet.post.PostBody;
import io.rivulet.reaction.Reactions;
import io.rivulet.reaction.Standing;
import io.rivulet.reaction.StandingJson;
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
/// Conversations cannot be muted and nothing is filtered by keywords; the members are there because
/// clients use them without looking.
public final class StatusWriter {
  private static final byte[] OPEN = ascii("{");
  private static final byte[] CLOSE = ascii("}");
  private static final byte[] ACCOUNT = ascii(",\"account\":");
  private static final byte[] REBLOG = ascii(",\"reblog\":");
  private static final byte[] STATUS = ascii(",\"status\":");
  private static final byte[] NULL = ascii("null");
  private static final byte[] NOTHING = {};
  private static final byte[] COUNTS = ascii(StandingJson.counts(Standing.NONE));

  /// By the flags of a viewer's reactions.
  private static final byte[][] FLAGS = new byte[1 << Reaction.values().length][];

  static {
    for (int flags = 0; flags < FLAGS.length; flags++) {
      var own = new Reactions.One(0, flags, 0);
      FLAGS[flags] = ascii(StandingJson.flags(new Standing(0, 0, 0, own)));
    }
  }

  private StatusWriter() {}

  /// A list of statuses.
  ///
  /// @param guest true if nobody's flags are to be told
  public static byte[] list(List<Status> statuses, boolean guest) {
    return joined(
        statuses.stream().map(status -> Told.of(status, guest)).toList(),
        one -> one.length(one.status()),
        (json, one) -> one.write(json, one.status()));
  }

  public static byte[] status(Status status, boolean guest) {
    Told told = Told.of(status, guest);
    ServedBytes json = new ServedBytes(told.length(status));
    told.write(json, status);
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

  /// A notification, for the account that it is for.
  public static byte[] notice(ServedNotice notice) {
    byte[] head = head(notice.notice());
    byte[] actor = notice.actor().json();
    byte[] status = notice.status() == null ? null : status(notice.status(), false);
    int length =
        head.length
            + actor.length
            + (status == null ? 0 : STATUS.length + status.length)
            + CLOSE.length;
    ServedBytes json = new ServedBytes(length).raw(head).raw(actor);
    if (status != null) {
      json.raw(STATUS).raw(status);
    }
    return json.raw(CLOSE).whole();
  }

  private static byte[] head(Notice notice) {
    String id = Long.toString(notice.id());
    return ascii(
        "{\"id\":\""
            + id
            + "\",\"type\":\""
            + type(notice.kind())
            + "\",\"group_key\":\"ungrouped-"
            + id
            + "\",\"created_at\":\""
            + Ids.time(notice.id())
            + "\",\"account\":");
  }

  /// The convention's name of a kind.
  public static String type(Notice.Kind kind) {
    return switch (kind) {
      case MENTION -> "mention";
      case LIKE -> "favourite";
      case BOOST -> "reblog";
      case FOLLOW -> "follow";
      case FOLLOW_REQUEST -> "follow_request";
      case POST -> "status";
      case EDIT -> "update";
    };
  }

  /// A list of notifications.
  public static byte[] notices(List<ServedNotice> notices) {
    List<byte[]> written = notices.stream().map(StatusWriter::notice).toList();
    return joined(written, one -> one.length, (json, one) -> json.raw(one));
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

  /// A status with what is told of how it stands: the same of a boost and of what that shows.
  @SuppressWarnings("ArrayRecordComponent") // Never compared, only carried.
  private record Told(Status status, byte[] counts, byte[] flags) {
    static Told of(Status status, boolean guest) {
      Standing standing = status.standing();
      return new Told(
          status, StatusWriter.counts(standing), guest ? NOTHING : StatusWriter.flags(standing));
    }

    int length(Status one) {
      Status boosted = one.boosted();
      return OPEN.length
          + one.post().fragmentLength()
          + ACCOUNT.length
          + one.author().json().length
          + REBLOG.length
          + (boosted == null ? NULL.length : length(boosted))
          + counts.length
          + flags.length
          + CLOSE.length;
    }

    void write(ServedBytes json, Status one) {
      PostBody post = one.post();
      json.raw(OPEN)
          .fragment(post.bytes(), post.fragmentOffset(), post.fragmentLength())
          .raw(ACCOUNT)
          .raw(one.author().json())
          .raw(REBLOG);
      if (one.boosted() == null) {
        json.raw(NULL);
      } else {
        write(json, one.boosted());
      }
      json.raw(counts).raw(flags).raw(CLOSE);
    }
  }

  private static byte[] counts(Standing standing) {
    boolean none = standing.likes() == 0 && standing.boosts() == 0 && standing.replies() == 0;
    return none ? COUNTS : ascii(StandingJson.counts(standing));
  }

  private static byte[] flags(Standing standing) {
    return FLAGS[standing.own().flags()];
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
