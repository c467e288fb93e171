package io.rivulet.event;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Valid events and submissions at random, up to their bounds.
final class RandomEvents {

  private static final String ALPHABET =
      "abcXYZ019 _-.,:;!?\"'\\/<>&#@\t\né߀Ωжא漢ｶ\u200d\u202e\ufffd\ud83d\ude80\ud83c\udfd4";

  private static final int[] CODE_POINTS = ALPHABET.codePoints().toArray();
  private static final String WORD =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";

  private final Random random;

  RandomEvents(long seed) {
    random = new Random(seed);
  }

  Event event() {
    return switch (random.nextInt(6)) {
      case 0 -> published();
      case 4 -> act(id(), maybe(this::origin));
      case 1 -> new PostEdited(target(), id(), time(), content(), maybe(this::origin));
      case 2 -> new PostDeleted(target(), id(), time(), maybe(this::origin));
      case 3 -> relation(2 * half(), 2 * half() + 1, time(), maybe(this::origin));
      default ->
          new AccountUpdated(id(), username(), profile(), time(), time(), maybe(this::origin));
    };
  }

  private ActEvent act(long account, @Nullable Origin origin) {
    PostRef post = new PostRef(id(), id());
    Reaction reaction = pick(Reaction.LIKE, Reaction.BOOKMARK, Reaction.PIN);
    return switch (random.nextInt(7)) {
      case 0 -> new Reacted(id(), account, reaction, post, time(), origin);
      case 1 -> new Unreacted(account, reaction, post, time(), origin);
      case 2 -> new MarkerMoved(account, pick("home", "notifications"), id(), time(), origin);
      case 3 -> new NoticesDismissed(account, id(), random.nextBoolean(), origin);
      case 4 ->
          new ListSaved(
              account,
              id(),
              "List " + random.nextInt(100),
              pick(ListReplies.values()),
              random.nextBoolean(),
              origin);
      case 5 -> new ListDeleted(account, id(), origin);
      default ->
          new ListMembersChanged(
              account,
              id(),
              Stream.generate(this::id).limit(random.nextInt(5)).toList(),
              random.nextBoolean(),
              origin);
    };
  }

  private RelationEvent relation(long viewer, long target, Instant at, @Nullable Origin origin) {
    return switch (random.nextInt(9)) {
      case 0 -> new Followed(viewer, target, options(), at, origin);
      case 1 -> new Unfollowed(viewer, target, at, origin);
      case 2 -> new FollowRequested(viewer, target, options(), at, origin);
      case 3 -> new FollowAccepted(viewer, target, at, origin);
      case 4 -> new FollowRejected(viewer, target, at, origin);
      case 5 -> new Blocked(viewer, target, at, origin);
      case 6 -> new Unblocked(viewer, target, at, origin);
      case 7 -> new Muted(viewer, target, maybe(this::time), at, origin);
      default -> new Unmuted(viewer, target, at, origin);
    };
  }

  private FollowOptions options() {
    return new FollowOptions(maybe(random::nextBoolean), maybe(random::nextBoolean));
  }

  Submission submission() {
    return switch (random.nextInt(13)) {
      case 0 ->
          new Submission.Post(
              account(),
              maybe(this::clientKey),
              draft(),
              pick(Visibility.values()),
              maybe(this::target),
              maybe(this::time));
      case 1 ->
          new Submission.Boost(
              account(),
              maybe(this::clientKey),
              target(),
              pick(Visibility.PUBLIC, Visibility.UNLISTED, Visibility.FOLLOWERS),
              maybe(this::time));
      case 2 -> new Submission.Edit(account(), target(), draft());
      case 3 -> new Submission.Delete(account(), target());
      case 4 -> new Submission.Follow(account(), account(), options());
      case 5 -> new Submission.Unfollow(account(), account());
      case 6 -> new Submission.AcceptFollow(account(), account());
      case 7 -> new Submission.RejectFollow(account(), account());
      case 8 -> new Submission.Block(account(), account());
      case 9 -> new Submission.Unblock(account(), account());
      case 10 -> new Submission.Mute(account(), account(), maybe(this::time));
      case 11 -> new Submission.Unmute(account(), account());
      default -> new Submission.Account(username(), profile(), maybe(this::time));
    };
  }

  private PostPublished published() {
    boolean boost = random.nextInt(4) == 0;
    long id = 1 + id();
    return new PostPublished(
        id,
        id(),
        time(),
        boost ? PostContent.EMPTY : content(),
        pick(Visibility.values()),
        boost ? null : maybe(this::ref),
        boost ? new PostRef(random.nextLong(1, id), id()) : null,
        maybe(this::clientKey),
        maybe(this::origin));
  }

  private PostContent content() {
    return new PostContent(
        text(Limits.TEXT),
        maybe(() -> pick("en", "de", "zh-Hant-TW")),
        some(Limits.MEDIA, this::media),
        maybe(this::card),
        some(20, () -> text(Limits.TAG)),
        some(Limits.MENTIONS, () -> new Mention(id(), username())),
        random.nextBoolean(),
        text(Limits.CONTENT_WARNING));
  }

  private Draft draft() {
    return new Draft(
        "x" + text(Limits.TEXT - 1),
        maybe(() -> pick("en", "pt-BR")),
        some(Limits.MEDIA, this::media),
        maybe(this::card),
        random.nextBoolean(),
        text(Limits.CONTENT_WARNING));
  }

  private Media media() {
    return new Media(
        pick(Media.Kind.values()),
        url(),
        random.nextBoolean() ? "" : url(),
        text(Limits.DESCRIPTION),
        random.nextInt(Limits.PIXELS + 1),
        random.nextInt(Limits.PIXELS + 1),
        maybe(() -> Duration.ofMillis(random.nextInt(2_000_000_000))));
  }

  private Card card() {
    return new Card(
        pick(Card.Kind.values()),
        url(),
        text(Limits.TITLE),
        text(Limits.DESCRIPTION),
        random.nextBoolean() ? "" : url(),
        text(Limits.TITLE));
  }

  private Profile profile() {
    return new Profile(
        text(Limits.DISPLAY_NAME),
        text(Limits.TEXT),
        random.nextBoolean() ? "" : url(),
        random.nextBoolean() ? "" : url(),
        some(
            Limits.PROFILE_FIELDS,
            () -> new Profile.Entry(text(Limits.PROFILE_FIELD), text(Limits.PROFILE_FIELD))),
        random.nextBoolean(),
        random.nextBoolean(),
        random.nextBoolean() ? PostDefaults.NONE : postDefaults());
  }

  private PostDefaults postDefaults() {
    return new PostDefaults(
        pick(Visibility.values()), random.nextBoolean(), random.nextBoolean() ? null : "pt-BR");
  }

  private String url() {
    return pick("https://", "http://", "HTTPS://")
        + "cdn.example:8443/"
        + pick("", "a|b[1]?q=%20&r=ü#f", word(1_000));
  }

  private PostTarget target() {
    return random.nextBoolean()
        ? new PostTarget.ById(id())
        : new PostTarget.ByClientKey(clientKey());
  }

  private PostRef ref() {
    return new PostRef(id(), id());
  }

  private Origin origin() {
    return new Origin(
        random.nextInt(256), random.nextLong() >>> 17, random.nextInt(Origin.MAX_INDEX + 1));
  }

  private AccountRef account() {
    return random.nextBoolean() ? AccountRef.of(id()) : AccountRef.named(username());
  }

  private String clientKey() {
    return "k" + text(Limits.CLIENT_KEY - 1);
  }

  private String username() {
    return word(Usernames.MAX_LENGTH);
  }

  private String word(int most) {
    StringBuilder word = new StringBuilder();
    int length = 1 + random.nextInt(most);
    for (int i = 0; i < length; i++) {
      word.append(WORD.charAt(random.nextInt(WORD.length())));
    }
    return word.toString();
  }

  /// One in eight texts is as long as it may be.
  private String text(int most) {
    int length = random.nextInt(8) == 0 ? most : random.nextInt(Math.min(most, 60) + 1);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.appendCodePoint(CODE_POINTS[random.nextInt(CODE_POINTS.length)]);
    }
    return text.toString();
  }

  private Instant time() {
    return Instant.ofEpochMilli(random.nextLong(253_402_300_800_000L));
  }

  private long id() {
    return 1 + (random.nextLong() >>> (2 + random.nextInt(40)));
  }

  private long half() {
    return 1L + random.nextInt(1_000);
  }

  private <T> @Nullable T maybe(Supplier<T> value) {
    return random.nextBoolean() ? value.get() : null;
  }

  private <T> List<T> some(int most, Supplier<T> value) {
    int count = random.nextInt(16) == 0 ? most : random.nextInt(3);
    return Stream.generate(value).limit(count).toList();
  }

  @SafeVarargs
  private final <T> T pick(T... values) {
    return values[random.nextInt(values.length)];
  }
}
