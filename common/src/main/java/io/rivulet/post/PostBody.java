package io.rivulet.post;

import io.rivulet.event.Mention;
import io.rivulet.event.PostPublished;
import io.rivulet.event.PostRef;
import io.rivulet.event.Visibility;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A post as it lies in Redis: what rules must know, in binary, then the fragment of JSON to serve.
///
/// | bytes | |
/// |---|---|
/// | 0 | format, 1 |
/// | 1 | flags: 1 deleted, 2 boost, 4 reply, 8 sensitive |
/// | 2 | [Visibility#code()] |
/// | 3 | number of mentions, unsigned |
/// | 4 | version: the offset in `feed.posts.v1` of the record that made this state |
/// | 12 | author |
/// | 20, 28 | id and author of the post replied to, or 0 |
/// | 36, 44 | id and author of the post boosted, or 0 |
/// | 52 | accounts mentioned, 8 bytes each |
/// | then | the fragment ([StatusRenderer]), UTF-8; empty in a tombstone |
///
/// Numbers are big-endian. The higher version wins wherever two bodies of a post meet. A body is a
/// view of the array it was decoded from, which nobody may write to.
public final class PostBody {

  /// Where the version begins, for scripts that compare it.
  public static final int VERSION_AT = 4;

  private static final byte FORMAT = 1;
  private static final int FLAGS = 1;
  private static final int VISIBILITY = 2;
  private static final int MENTION_COUNT = 3;
  private static final int AUTHOR = 12;
  private static final int REPLY_TO = 20;
  private static final int BOOST_OF = 36;
  private static final int MENTIONS = 52;

  private static final int DELETED = 1;
  private static final int BOOST = 2;
  private static final int REPLY = 4;
  private static final int SENSITIVE = 8;
  private static final int VISIBILITIES = Visibility.values().length;
  private static final int ALL_FLAGS = DELETED | BOOST | REPLY | SENSITIVE;

  private final byte[] array;

  // What rules look at, read once: of most bodies a reader looks at nothing else.
  private final int flags;
  private final Visibility visibility;
  private final int mentionCount;
  private final long version;
  private final long author;
  private final long replyTo;
  private final long replyToAuthor;
  private final long boostOf;
  private final long boostOfAuthor;

  /// @param array with at least [#MENTIONS] bytes, of which the visibility is a known one
  private PostBody(byte[] array) {
    ByteBuffer bytes = ByteBuffer.wrap(array);
    this.array = array;
    this.flags = Byte.toUnsignedInt(bytes.get(FLAGS));
    this.visibility = Visibility.ofCode(bytes.get(VISIBILITY));
    this.mentionCount = Byte.toUnsignedInt(bytes.get(MENTION_COUNT));
    this.version = bytes.getLong(VERSION_AT);
    this.author = bytes.getLong(AUTHOR);
    this.replyTo = bytes.getLong(REPLY_TO);
    this.replyToAuthor = bytes.getLong(REPLY_TO + 8);
    this.boostOf = bytes.getLong(BOOST_OF);
    this.boostOfAuthor = bytes.getLong(BOOST_OF + 8);
  }

  /// The body of a post: of a deleted one, its tombstone.
  public static PostBody of(Post post, long version, StatusRenderer renderer) {
    if (post.deleted()) {
      return tombstone(post.author(), version);
    }
    PostPublished published = post.published();
    List<Mention> mentions = post.content().mentions();
    byte[] fragment = renderer.fragment(post);
    byte[] array = new byte[MENTIONS + Long.BYTES * mentions.size() + fragment.length];
    ByteBuffer bytes = header(array, flags(published), version, post.author());
    bytes
        .put(VISIBILITY, (byte) published.visibility().code())
        .put(MENTION_COUNT, (byte) mentions.size());
    put(bytes, REPLY_TO, published.replyTo());
    put(bytes, BOOST_OF, published.boostOf());
    bytes.position(MENTIONS);
    mentions.forEach(mention -> bytes.putLong(mention.account()));
    bytes.put(fragment);
    return new PostBody(array);
  }

  /// What stays of a deleted post, so that a late older body does not bring it back.
  public static PostBody tombstone(long author, long version) {
    byte[] array = new byte[MENTIONS];
    var _ = header(array, DELETED, version, author);
    return new PostBody(array);
  }

  private static ByteBuffer header(byte[] array, int flags, long version, long author) {
    return ByteBuffer.wrap(array)
        .put(0, FORMAT)
        .put(FLAGS, (byte) flags)
        .putLong(VERSION_AT, version)
        .putLong(AUTHOR, author);
  }

  private static int flags(PostPublished post) {
    return (post.boostOf() != null ? BOOST : 0)
        | (post.replyTo() != null ? REPLY : 0)
        | (post.content().sensitive() ? SENSITIVE : 0);
  }

  private static void put(ByteBuffer bytes, int at, @Nullable PostRef ref) {
    if (ref != null) {
      bytes.putLong(at, ref.id()).putLong(at + 8, ref.author());
    }
  }

  /// A view of stored bytes; they are not copied.
  ///
  /// @throws CorruptBodyException if they are no body
  public static PostBody decode(byte[] value) {
    if (value.length < MENTIONS) {
      throw corrupt("at least " + MENTIONS + " bytes", value.length);
    }
    if (value[0] != FORMAT) {
      throw corrupt("format " + FORMAT, value[0]);
    }
    if (value[VISIBILITY] < 0 || value[VISIBILITY] >= VISIBILITIES) {
      throw corrupt("a known visibility", value[VISIBILITY]);
    }
    PostBody body = new PostBody(value);
    body.check();
    return body;
  }

  private void check() {
    if ((flags & ~ALL_FLAGS) != 0) {
      throw corrupt("flags up to " + ALL_FLAGS, flags);
    }
    if (version() < 0) {
      throw corrupt("a version of at least 0", version());
    }
    if (author() <= 0) {
      throw corrupt("a positive author", author());
    }
    checkRef("reply", REPLY, replyTo, replyToAuthor);
    checkRef("boost", BOOST, boostOf, boostOfAuthor);
    boolean whole =
        deleted() ? array.length == MENTIONS && mentionCount == 0 : fragmentOffset() < array.length;
    if (!whole) {
      throw corrupt(deleted() ? "no fragment" : "a fragment", array.length + " bytes");
    }
  }

  private void checkRef(String what, int flag, long id, long by) {
    boolean flagged = (flags & flag) != 0;
    boolean present = id > 0 && by > 0;
    boolean absent = id == 0 && by == 0;
    if (flagged ? !present : !absent) {
      throw corrupt(flagged ? "a " + what : "no " + what, id);
    }
  }

  private static CorruptBodyException corrupt(String expected, Object found) {
    return new CorruptBodyException("post body: expected " + expected + ", found " + found);
  }

  /// The body of the higher version; of equal ones the first.
  public static PostBody newer(PostBody a, PostBody b) {
    return b.version() > a.version() ? b : a;
  }

  /// The bytes to store. Not copied: do not write to them.
  public byte[] bytes() {
    return array;
  }

  public long version() {
    return version;
  }

  public long author() {
    return author;
  }

  public boolean deleted() {
    return (flags & DELETED) != 0;
  }

  public boolean boost() {
    return (flags & BOOST) != 0;
  }

  public boolean reply() {
    return (flags & REPLY) != 0;
  }

  public boolean sensitive() {
    return (flags & SENSITIVE) != 0;
  }

  public Visibility visibility() {
    return visibility;
  }

  /// The id of the post replied to, 0 if this is no reply.
  public long replyTo() {
    return replyTo;
  }

  /// The author of the post replied to, 0 if this is no reply.
  public long replyToAuthor() {
    return replyToAuthor;
  }

  /// The id of the post boosted, 0 if this is no boost.
  public long boostOf() {
    return boostOf;
  }

  /// The author of the post boosted, 0 if this is no boost.
  public long boostOfAuthor() {
    return boostOfAuthor;
  }

  public int mentionCount() {
    return mentionCount;
  }

  /// The account of a mention, counted from 0.
  public long mention(int index) {
    return ByteBuffer.wrap(array)
        .getLong(MENTIONS + Long.BYTES * Objects.checkIndex(index, mentionCount));
  }

  public boolean mentions(long account) {
    for (int i = 0; i < mentionCount; i++) {
      if (mention(i) == account) {
        return true;
      }
    }
    return false;
  }

  /// Where in [#bytes()] the fragment begins.
  public int fragmentOffset() {
    return MENTIONS + Long.BYTES * mentionCount;
  }

  /// Bytes of the fragment; 0 in a tombstone.
  public int fragmentLength() {
    return array.length - fragmentOffset();
  }
}
