package io.rivulet.keyspace;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;

/// Every key that Rivulet keeps in Redis. `{s}` is the hash tag of a shard, see [Shards].
///
/// | key | value | written by |
/// |---|---|---|
/// | `{s}:state` | [io.rivulet.timeline.ShardState]: owner epoch, applied offset, generation | feed-fanout, deliver |
/// | `{s}:home:<viewer>` | packed home timeline, [io.rivulet.timeline.HomeTimeline] | feed-fanout, deliver (add, drop); feed-reader (rebuild) |
/// | `{s}:relations:<viewer>` | [io.rivulet.relations.Relations] | feed-fanout, deliver |
/// | `{s}:author:<author>` | packed author timeline, [io.rivulet.timeline.AuthorTimeline] | feed-fanout, plan |
/// | `{s}:account:<id>` | [io.rivulet.account.AccountBody] | feed-fanout, plan |
/// | `{s}:counts:<account>` | [io.rivulet.account.Counts] | feed-fanout, plan |
/// | `{s}:post:<id>` | [io.rivulet.post.PostBody], by the shard of the post's id; as long as a post is hot, where that is set | feed-fanout, plan |
/// | `{s}:tally:<post>` | [io.rivulet.reaction.Tally]: how many reacted to a post | feed-fanout, deliver |
/// | `{s}:reactions:<viewer>:<period>` | [io.rivulet.reaction.Reactions] of a viewer to the posts of a period | feed-fanout, deliver |
/// | `{s}:notices:<viewer>` | [io.rivulet.notice.Notices]: what a viewer was told of | feed-fanout, deliver |
/// | `{s}:kept:<viewer>` | [io.rivulet.kept.Kept]: markers, lists, what was dismissed | feed-fanout, plan |
/// | `{s}:journey:<post>` | hash, [io.rivulet.pulse.Journey]; for an hour, where workers are set to | feed-fanout |
/// | `{0}:pulse` | hash of worker to [io.rivulet.pulse.Pulse]; for seconds | feed-fanout |
/// | `{0}:doors` | hash of partition to [io.rivulet.cold.Door]: whom to ask for the posts of its authors; for seconds | feed-fanout |
/// | `{s}:name:<username>` | account id, decimal; by the shard of the lower-cased name | feed-fanout, plan |
/// | `{s}:planned:<partition>` | [io.rivulet.timeline.PlannedMark]: how far the plan of a partition reached, once on each primary | feed-fanout, plan |
/// | `{s}:planned:<partition>:life` | beside it: the replication id of the primary when it was vouched for, 40 characters | feed-fanout, plan |
/// | `{s}:confirmed` | one byte that replicas are waited for with, once on each primary | feed-fanout |
/// | `{s}:own:<author>` | overlay: hash of post id to body | feed-ingest |
/// | `{s}:own-relations:<viewer>` | overlay: hash of target to [io.rivulet.relations.OwnRelation] | feed-ingest |
/// | `{s}:own-reactions:<viewer>` | overlay: hash of [io.rivulet.reaction.OwnReaction]s | feed-ingest |
/// | `{s}:overlay-kept:<viewer>` | overlay: [io.rivulet.kept.Kept] | feed-ingest |
/// | `{s}:overlay:<id>` | overlay: body of a post | feed-ingest |
/// | `{s}:overlay-account:<id>` | overlay: body of an account | feed-ingest |
/// | `{s}:claim:<username>` | account id that claims a name | feed-ingest |
/// | `{s}:idempotency:<author>:<key>` | id that a repeated request gets again, of a post, a boost or a decision | feed-ingest |
///
/// All keys of an account lie in its shard, so that what a read needs is fetched from one node. A
/// key of the fan-out that is absent is *unknown*, never empty: an author without posts has an
/// empty author timeline, a viewer who follows nobody has relations with nothing in them. But
/// tallies, reactions, notices and what is kept: of most there are none, so absent means none;
/// while Redis is filled again they are missing for a moment, and no entry with them.
public final class Keyspace {
  private static final int LONGEST_NAME = 20;
  private static final byte[] LIFE = bytes(":life");
  private static final byte[][] STATE = new byte[Shards.COUNT][];

  /// The hash tags of the shards.
  private static final byte[][] TAG = new byte[Shards.COUNT][];

  static {
    for (int shard = 0; shard < Shards.COUNT; shard++) {
      TAG[shard] = bytes("{" + shard + "}");
      STATE[shard] = bytes("{" + shard + "}:state");
    }
  }

  /// The names of the keyspaces: what stands behind the hash tag of each key.
  private static final Set<String> NAMES =
      Set.of(
          "state",
          "home",
          "relations",
          "author",
          "account",
          "counts",
          "post",
          "tally",
          "reactions",
          "notices",
          "kept",
          "journey",
          "pulse",
          "doors",
          "name",
          "planned",
          "confirmed",
          "own",
          "own-relations",
          "own-reactions",
          "overlay-kept",
          "overlay",
          "overlay-account",
          "claim",
          "idempotency");

  /// Of a key that is none of ours.
  public static final String OTHER = "other";

  private Keyspace() {}

  /// The name of the keyspace that a key lies in, such as `home`; [#OTHER] if it is none of those
  /// above. The names are few, so they may be labels.
  ///
  /// @param key not changed
  public static String nameOf(ByteBuffer key) {
    int begin = key.position();
    while (begin < key.limit() && key.get(begin) != ':') {
      begin++;
    }
    int end = ++begin;
    while (end < key.limit() && key.get(end) != ':') {
      end++;
    }
    if (begin >= end || end - begin > LONGEST_NAME) {
      return OTHER;
    }
    byte[] name = new byte[end - begin];
    key.get(begin, name);
    String found = new String(name, StandardCharsets.ISO_8859_1);
    return NAMES.contains(found) ? found : OTHER;
  }

  /// The names of all keyspaces.
  public static Set<String> names() {
    return NAMES;
  }

  /// The state of a shard. The array is shared: do not write to it.
  public static byte[] state(int shard) {
    return STATE[shard];
  }

  public static byte[] home(long viewer) {
    return key(Shards.of(viewer), ":home:", viewer);
  }

  /// Whose home timeline a key of [#home] names.
  public static long viewer(byte[] home) {
    long viewer = 0;
    for (int i = 0; i < home.length; i++) {
      viewer = home[i] == ':' ? 0 : viewer * 10 + home[i] - '0';
    }
    return viewer;
  }

  public static byte[] relations(long viewer) {
    return key(Shards.of(viewer), ":relations:", viewer);
  }

  public static byte[] author(long author) {
    return key(Shards.of(author), ":author:", author);
  }

  public static byte[] account(long account) {
    return key(Shards.of(account), ":account:", account);
  }

  public static byte[] counts(long account) {
    return key(Shards.of(account), ":counts:", account);
  }

  public static byte[] post(long post) {
    return key(Shards.of(post), ":post:", post);
  }

  public static byte[] tally(long post) {
    return key(Shards.of(post), ":tally:", post);
  }

  /// The reactions of a viewer.
  ///
  /// @param period see [io.rivulet.reaction.Reactions]
  public static byte[] reactions(long viewer, long period) {
    return bytes("{" + Shards.of(viewer) + "}:reactions:" + viewer + ":" + period);
  }

  public static byte[] journey(long post) {
    return key(Shards.of(post), ":journey:", post);
  }

  /// One for all workers.
  public static byte[] pulse() {
    return bytes("{0}:pulse");
  }

  /// One for all workers.
  public static byte[] doors() {
    return bytes("{0}:doors");
  }

  public static byte[] notices(long viewer) {
    return key(Shards.of(viewer), ":notices:", viewer);
  }

  public static byte[] kept(long viewer) {
    return key(Shards.of(viewer), ":kept:", viewer);
  }

  /// The mark of a partition of feed.posts.v1.
  ///
  /// @param anchor a shard of the primary that it lies on
  public static byte[] planned(int anchor, int partition) {
    return key(anchor, ":planned:", partition);
  }

  /// In which life of the primary the mark of a partition was vouched for, see
  /// [io.rivulet.timeline.PlannedMark].
  ///
  /// @param anchor a shard of that primary
  public static byte[] plannedLife(int anchor, int partition) {
    byte[] mark = planned(anchor, partition);
    byte[] key = Arrays.copyOf(mark, mark.length + LIFE.length);
    System.arraycopy(LIFE, 0, key, mark.length, LIFE.length);
    return key;
  }

  /// What is written to a primary for its replicas to be waited for.
  ///
  /// @param anchor a shard of that primary
  public static byte[] confirmed(int anchor) {
    return bytes("{" + anchor + "}:confirmed");
  }

  public static byte[] name(String lowerCasedName) {
    return bytes("{" + Shards.of(lowerCasedName) + "}:name:" + lowerCasedName);
  }

  public static byte[] own(long author) {
    return key(Shards.of(author), ":own:", author);
  }

  public static byte[] ownRelations(long viewer) {
    return key(Shards.of(viewer), ":own-relations:", viewer);
  }

  public static byte[] ownReactions(long viewer) {
    return key(Shards.of(viewer), ":own-reactions:", viewer);
  }

  public static byte[] overlayKept(long viewer) {
    return key(Shards.of(viewer), ":overlay-kept:", viewer);
  }

  public static byte[] overlay(long post) {
    return key(Shards.of(post), ":overlay:", post);
  }

  public static byte[] overlayAccount(long account) {
    return key(Shards.of(account), ":overlay-account:", account);
  }

  public static byte[] claim(String lowerCasedName) {
    return bytes("{" + Shards.of(lowerCasedName) + "}:claim:" + lowerCasedName);
  }

  /// What a request is known by when it comes again.
  ///
  /// @param key as a client chose it; a brace in it is spelled otherwise, so that no key looks like
  ///   one of another kind to rules about keys
  public static byte[] idempotency(long author, String key) {
    String spelled = key.replace("%", "%25").replace("}", "%7D");
    return bytes("{" + Shards.of(author) + "}:idempotency:" + author + ":" + spelled);
  }

  /// By hand, digit by digit: every delivery spells a key, and text would be made twice.
  private static byte[] key(int shard, String kind, long id) {
    byte[] tag = TAG[shard];
    int length = tag.length + kind.length();
    byte[] key = new byte[length + digits(id)];
    System.arraycopy(tag, 0, key, 0, tag.length);
    for (int i = 0; i < kind.length(); i++) {
      key[tag.length + i] = (byte) kind.charAt(i);
    }
    long left = id;
    for (int at = key.length - 1; at >= length; at--) {
      key[at] = (byte) ('0' + left % 10);
      left /= 10;
    }
    return key;
  }

  private static int digits(long id) {
    if (id < 0) {
      throw new IllegalArgumentException("id: expected none below zero, found " + id);
    }
    int digits = 1;
    for (long left = id; left >= 10; left /= 10) {
      digits++;
    }
    return digits;
  }

  private static byte[] bytes(String key) {
    return key.getBytes(StandardCharsets.UTF_8);
  }
}
