package io.rivulet.reader.hydrate;

import io.rivulet.post.PostBody;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/// Writes statuses and accounts as the HTTP convention has them: the stored fragments, copied, and
/// beside them what depends on the viewer, on counts and on other bodies.
///
/// Favourites and boosts of a post are not counted yet, and no viewer has favourited, muted or
/// bookmarked anything; the members are there because clients use them without looking.
public final class StatusWriter {
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
    ServedBytes json = new ServedBytes().text("[");
    for (int i = 0; i < statuses.size(); i++) {
      write(json.text(i == 0 ? "" : ","), statuses.get(i), guest);
    }
    return json.text("]").toArray();
  }

  public static byte[] status(Status status, boolean guest) {
    ServedBytes json = new ServedBytes();
    write(json, status, guest);
    return json.toArray();
  }

  public static byte[] account(Profile profile) {
    ServedBytes json = new ServedBytes();
    write(json, profile);
    return json.toArray();
  }

  /// A list of accounts.
  public static byte[] accounts(List<Profile> profiles) {
    ServedBytes json = new ServedBytes().text("[");
    for (int i = 0; i < profiles.size(); i++) {
      write(json.text(i == 0 ? "" : ","), profiles.get(i));
    }
    return json.text("]").toArray();
  }

  private static void write(ServedBytes json, Status status, boolean guest) {
    PostBody post = status.post();
    json.text("{").fragment(post.bytes(), post.fragmentOffset(), post.fragmentLength());
    write(json.text(",\"account\":"), status.author());
    json.text(",\"reblog\":");
    if (status.boosted() == null) {
      json.text("null");
    } else {
      write(json, status.boosted(), guest);
    }
    json.raw(COUNTS);
    if (!guest) {
      json.raw(FLAGS);
    }
    json.text("}");
  }

  private static void write(ServedBytes json, Profile profile) {
    json.text("{")
        .fragment(
            profile.body().bytes(),
            profile.body().fragmentOffset(),
            profile.body().fragmentLength())
        .text(",\"followers_count\":")
        .number(profile.counts().followers())
        .text(",\"following_count\":")
        .number(profile.following())
        .text(",\"statuses_count\":")
        .number(profile.counts().statuses())
        .text(",\"last_status_at\":")
        .text(date(profile.counts().lastStatusAt()))
        .text("}");
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
