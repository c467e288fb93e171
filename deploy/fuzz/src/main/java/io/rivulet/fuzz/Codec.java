package io.rivulet.fuzz;

import io.rivulet.account.AccountBody;
import io.rivulet.account.AccountRenderer;
import io.rivulet.account.CorruptAccountException;
import io.rivulet.event.AccountUpdated;
import io.rivulet.event.EventJson;
import io.rivulet.event.FollowOptions;
import io.rivulet.event.Followed;
import io.rivulet.event.InvalidEventException;
import io.rivulet.event.ListReplies;
import io.rivulet.event.Mention;
import io.rivulet.event.PostContent;
import io.rivulet.event.PostDefaults;
import io.rivulet.event.PostPublished;
import io.rivulet.event.Profile;
import io.rivulet.event.Reaction;
import io.rivulet.event.SubmissionJson;
import io.rivulet.event.Visibility;
import io.rivulet.fanout.delivery.Delivery;
import io.rivulet.fanout.delivery.DeliveryCodec;
import io.rivulet.fanout.delivery.MalformedDeliveryException;
import io.rivulet.fanout.delivery.RecipientsBuilder;
import io.rivulet.kept.AccountList;
import io.rivulet.kept.Kept;
import io.rivulet.kept.KeptJson;
import io.rivulet.kept.Marker;
import io.rivulet.live.Listening;
import io.rivulet.live.LiveEvent;
import io.rivulet.notice.Notice;
import io.rivulet.notice.Notices;
import io.rivulet.post.CorruptBodyException;
import io.rivulet.post.Post;
import io.rivulet.post.PostBody;
import io.rivulet.post.StatusRenderer;
import io.rivulet.post.WebAddresses;
import io.rivulet.reaction.Applied;
import io.rivulet.reaction.OwnReaction;
import io.rivulet.reaction.Reactions;
import io.rivulet.reaction.Tally;
import io.rivulet.relations.OwnRelation;
import io.rivulet.relations.Relation;
import io.rivulet.relations.Relations;
import io.rivulet.timeline.AuthorTimeline;
import io.rivulet.timeline.CorruptTimelineException;
import io.rivulet.timeline.HomeTimeline;
import io.rivulet.timeline.PackedIds;
import io.rivulet.timeline.ShardState;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A stored or sent value: samples, and what reading one has to do.
///
/// @param read decodes, looks at all there is, and encodes again
record Codec(String name, List<byte[]> samples, Reading read) {
  private static final long ID = 116_000_000_000_000_001L;
  private static final Instant TIME = Instant.parse("2026-11-22T18:36:50.029Z");
  private static final WebAddresses ADDRESSES = new WebAddresses(URI.create("https://example.org"));
  private static final PostContent CONTENT =
      new PostContent(
          "Hello @ann #first",
          "en",
          List.of(),
          null,
          List.of("first"),
          List.of(new Mention(ID, "ann")),
          true,
          "cw");
  private static final PostPublished PUBLISHED =
      new PostPublished(ID + 1, ID, TIME, CONTENT, Visibility.PUBLIC, null, null, "key-1", null);

  /// Reads a value.
  @FunctionalInterface
  interface Reading {
    /// What was read as bytes again, in a form that is equal for what means the same; null where
    /// there is no way back.
    ///
    /// @throws RuntimeException of the documented kinds if the value is none
    byte @Nullable [] again(byte[] value);
  }

  /// Whether an exception is one that the readers promise.
  static boolean isDocumented(RuntimeException thrown) {
    return thrown instanceof CorruptTimelineException
        || thrown instanceof CorruptBodyException
        || thrown instanceof CorruptAccountException
        || thrown instanceof MalformedDeliveryException
        || thrown instanceof InvalidEventException;
  }

  /// All of them.
  static List<Codec> all() {
    return List.of(
        new Codec("deliveries", deliveries(), v -> DeliveryCodec.encode(DeliveryCodec.decode(v))),
        new Codec("events", events(), v -> EventJson.encode(EventJson.decode(v))),
        new Codec(
            "submissions", submissions(), v -> SubmissionJson.encode(SubmissionJson.decode(v))),
        new Codec(
            "stored posts", List.of(Post.of(PUBLISHED).encode()), v -> Post.decode(v).encode()),
        new Codec("post bodies", postBodies(), Codec::readPostBody),
        new Codec("account bodies", accountBodies(), Codec::readAccountBody),
        new Codec("relations", relations(), Codec::readRelations),
        new Codec("own relations", ownRelations(), v -> OwnRelation.decode(ID, v).encode()),
        new Codec("home timelines", List.of(homeTimeline()), Codec::readHomeTimeline),
        new Codec("author timelines", List.of(authorTimeline()), Codec::readAuthorTimeline),
        new Codec("shard states", List.of(new byte[24]), Codec::readShardState),
        new Codec("tallies", tallies(), v -> Tally.decode(v).encode()),
        new Codec("reactions", reactions(), Codec::readReactions),
        new Codec("own reactions", ownReactions(), Codec::readOwnReaction),
        new Codec("notices", notices(), v -> Notices.encode(Notices.decode(v).reversed())),
        new Codec("kept values", kept(), v -> KeptJson.encode(KeptJson.decode(v))),
        new Codec("live events", liveEvents(), v -> LiveEvent.encode(LiveEvent.decode(v))),
        new Codec("listening", listening(), Codec::readListening));
  }

  private static List<byte[]> deliveries() {
    RecipientsBuilder recipients = new RecipientsBuilder();
    recipients.add(ID);
    recipients.add(ID + 5_000);
    List<Delivery> all =
        List.of(
            new Delivery.Entry(ID + 1, recipients.build()),
            new Delivery.Relation(ID, ID + 2, Relation.FOLLOWING, true, 3, 17),
            new Delivery.AccountOpened(ID),
            new Delivery.Inverse(ID, ID + 2, true, false, 4),
            new Delivery.Counted(ID + 1, Reaction.LIKE, ID, ID, true, Applied.Source.acts(1), 5),
            new Delivery.Reacted(
                ID, ID + 1, Reaction.BOOST, true, ID + 3, Applied.Source.posts(1), 6),
            new Delivery.Noticed(ID, new Notice(ID + 4, Notice.Kind.MENTION, ID, ID + 1), true),
            new Delivery.Edited(ID + 1, ID, ID + 5));
    recipients.add(ID);
    Delivery crossing = new Delivery.Crossing(ID, true, 7, recipients.build());
    recipients.add(ID);
    Delivery posted = new Delivery.Posted(ID + 1, ID, recipients.build());
    return List.of(
        DeliveryCodec.encode(all),
        DeliveryCodec.encode(List.of(all.getFirst())),
        DeliveryCodec.encode(List.of(crossing, posted)));
  }

  private static List<byte[]> events() {
    return List.of(
        EventJson.encode(PUBLISHED),
        EventJson.encode(new Followed(ID, ID + 2, new FollowOptions(true, null), TIME, null)),
        EventJson.encode(account(PostDefaults.NONE)));
  }

  private static AccountUpdated account(PostDefaults defaults) {
    Profile profile =
        new Profile(
            "Ann", "note", "", "", List.of(new Profile.Entry("a", "b")), false, true, defaults);
    return new AccountUpdated(ID, "ann", profile, TIME, TIME, null);
  }

  private static List<byte[]> submissions() {
    return List.of(
            "{\"type\":\"post\",\"author\":\"@ann\",\"clientKey\":\"k\",\"text\":\"Hello\"}",
            "{\"type\":\"follow\",\"author\":\"@ann\",\"followee\":\"@bob\",\"boosts\":false}",
            "{\"type\":\"delete\",\"author\":\"@ann\",\"post\":{\"clientKey\":\"k\"}}",
            "{\"type\":\"account\",\"username\":\"ann\",\"displayName\":\"Ann\"}")
        .stream()
        .map(text -> text.getBytes(StandardCharsets.UTF_8))
        .toList();
  }

  private static List<byte[]> postBodies() {
    StatusRenderer renderer = new StatusRenderer(ADDRESSES);
    return List.of(
        PostBody.of(Post.of(PUBLISHED), 9, renderer).bytes(), PostBody.tombstone(ID, 9).bytes());
  }

  private static byte[] readPostBody(byte[] value) {
    PostBody body = PostBody.decode(value);
    for (int i = 0; i < body.mentionCount(); i++) {
      var _ = body.mention(i);
    }
    var _ = body.mentions(ID);
    return again(body.bytes(), body.fragmentOffset(), body.fragmentLength());
  }

  /// A body is a view: what is read back is the fragment that would be served.
  private static byte[] again(byte[] bytes, int offset, int length) {
    if (offset < 0 || length < 0 || offset + length != bytes.length) {
      throw new IllegalStateException("fragment at %d of %d bytes".formatted(offset, length));
    }
    return bytes;
  }

  private static List<byte[]> accountBodies() {
    AccountRenderer renderer = new AccountRenderer(ADDRESSES);
    PostDefaults defaults = new PostDefaults(Visibility.FOLLOWERS, true, "de");
    return List.of(
        AccountBody.of(account(PostDefaults.NONE), 9, renderer).bytes(),
        AccountBody.of(account(defaults), 9, renderer).bytes());
  }

  private static byte[] readAccountBody(byte[] value) {
    AccountBody body = AccountBody.decode(value);
    var _ = body.postDefaults();
    return again(body.bytes(), body.fragmentOffset(), body.fragmentLength());
  }

  private static List<byte[]> relations() {
    return List.of(
        Relations.following(3, ID, ID + 1).encode(),
        Relations.following(3, ID)
            .with(
                List.of(
                    new OwnRelation(ID + 2, 1, 8, new Relation(true, false, true, true, false, 7))))
            .encode());
  }

  private static byte[] readRelations(byte[] value) {
    Relations relations = Objects.requireNonNull(Relations.decode(value));
    var _ = relations.to(ID);
    var _ = relations.applied(1);
    var _ = relations.with(List.of(new OwnRelation(ID, 1, 1L << 40, Relation.FOLLOWING)));
    return relations.encode();
  }

  private static List<byte[]> ownRelations() {
    return List.of(new OwnRelation(ID, 1, 2, Relation.FOLLOWING).encode());
  }

  private static byte[] homeTimeline() {
    byte[] ids = PackedIds.pack(ID, ID + 1, ID + 2);
    return ByteBuffer.allocate(HomeTimeline.HEADER + ids.length)
        .put((byte) 1)
        .put((byte) 'c')
        .position(HomeTimeline.HEADER)
        .put(ids)
        .array();
  }

  private static byte[] readHomeTimeline(byte[] value) {
    HomeTimeline home = Objects.requireNonNull(HomeTimeline.decode(value));
    var _ = home.cut(1);
    var _ = home.ids().above(home.floor());
    return PackedIds.pack(home.ids().toArray());
  }

  private static byte[] authorTimeline() {
    byte[] ids = PackedIds.pack(ID, ID + 1);
    return ByteBuffer.allocate(AuthorTimeline.HEADER + ids.length)
        .put((byte) 1)
        .position(AuthorTimeline.HEADER)
        .put(ids)
        .array();
  }

  private static byte[] readAuthorTimeline(byte[] value) {
    AuthorTimeline author = Objects.requireNonNull(AuthorTimeline.decode(value));
    var _ = author.recent(1).contains(ID);
    return PackedIds.pack(author.ids().toArray());
  }

  private static byte[] readShardState(byte[] value) {
    ShardState state = Objects.requireNonNull(ShardState.decode(value));
    return PackedIds.pack(state.epoch(), state.applied(), state.generation());
  }

  private static List<byte[]> tallies() {
    return List.of(
        Tally.NONE.encode(),
        new Tally(1, 2, 3, Applied.NOTHING.with(Applied.Source.acts(1), 9)).encode());
  }

  private static List<byte[]> reactions() {
    List<Reactions.One> some = List.of(new Reactions.One(ID, 3, ID + 1));
    return List.of(Reactions.of(Applied.NOTHING.with(Applied.Source.posts(0), 4), some).encode());
  }

  private static byte[] readReactions(byte[] value) {
    Reactions reactions = Reactions.decode(value);
    for (int i = 0; i < reactions.size(); i++) {
      var _ = reactions.to(reactions.at(i).post());
    }
    return reactions.encode();
  }

  private static List<byte[]> ownReactions() {
    OwnReaction own = new OwnReaction(ID, Reaction.LIKE, Applied.Source.acts(0), 8, true, ID + 1);
    return List.of(joined(own.field(), own.encode()));
  }

  private static byte[] joined(byte[] field, byte[] value) {
    byte[] both = Arrays.copyOf(field, field.length + value.length);
    System.arraycopy(value, 0, both, field.length, value.length);
    return both;
  }

  private static byte[] readOwnReaction(byte[] value) {
    int field = Math.min(17, value.length);
    OwnReaction own =
        OwnReaction.decode(
            Arrays.copyOf(value, field), Arrays.copyOfRange(value, field, value.length));
    return joined(own.field(), own.encode());
  }

  private static List<byte[]> notices() {
    return List.of(
        Notices.encode(
            List.of(
                new Notice(ID, Notice.Kind.FOLLOW, ID + 1, 0),
                new Notice(ID + 1, Notice.Kind.LIKE, ID + 1, ID + 2))));
  }

  private static List<byte[]> kept() {
    return List.of(
        KeptJson.encode(
            new Kept(
                4,
                Map.of("home", new Marker(ID, 1, TIME)),
                ID,
                new TreeSet<>(List.of(ID + 1)),
                List.of(new AccountList(ID, "Friends", ListReplies.LIST, false, List.of(ID))))));
  }

  private static List<byte[]> liveEvents() {
    return List.of(LiveEvent.encode(List.of(new LiveEvent(LiveEvent.Kind.DELIVERED, ID, ID + 1))));
  }

  private static List<byte[]> listening() {
    return List.of(new Listening(7, Listening.Act.ALL, new long[] {ID, ID + 1}).encode());
  }

  private static byte @Nullable [] readListening(byte[] value) {
    return Listening.decode(value).map(Listening::encode).orElse(null);
  }
}
