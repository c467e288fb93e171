package io.rivulet.event;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// Posts as real networks have them, and one event of every type.
public final class Samples {

  public static final Instant TIME = Instant.parse("2026-11-22T18:36:50.029Z");

  private Samples() {}

  public static PostContent photo() {
    return new PostContent(
        "Golden hour over the Alps 🏔️\n\n#mountains #goldenhour with @leo",
        "en",
        List.of(
            new Media(
                Media.Kind.IMAGE,
                "https://cdn.example/p/CxyZ.jpg?stp=dst-jpg&w=1080",
                "https://cdn.example/p/CxyZ_s.jpg",
                "Mountains in evening light",
                1080,
                1350,
                null)),
        null,
        List.of("mountains", "goldenhour"),
        List.of(new Mention(77, "leo")),
        false,
        "");
  }

  public static PostContent video() {
    return new PostContent(
        "POV: the build is green on the first try #fyp #coding",
        "en",
        List.of(
            new Media(
                Media.Kind.VIDEO,
                "https://cdn.example/v/7301.mp4",
                "https://cdn.example/v/7301.webp",
                "",
                576,
                1024,
                Duration.ofMillis(15_430))),
        null,
        List.of("fyp", "coding"),
        List.of(),
        false,
        "");
  }

  public static PostContent text() {
    return PostContent.ofText("just setting up my feed");
  }

  public static PostContent news() {
    return new PostContent(
        "Parlament stimmt zu https://news.example/2026/11/abstimmung",
        "de",
        List.of(),
        new Card(
            Card.Kind.LINK,
            "https://news.example/2026/11/abstimmung",
            "Parlament stimmt <knapp> zu",
            "Nach langer Debatte",
            "https://news.example/i/1.jpg",
            "Beispielnachrichten"),
        List.of(),
        List.of(),
        false,
        "");
  }

  public static PostContent live() {
    return new PostContent(
        "🔴 LIVE: speedrun practice https://live.example/ann",
        null,
        List.of(),
        new Card(
            Card.Kind.VIDEO,
            "https://live.example/ann",
            "ann is live",
            "Any% practice",
            "https://live.example/ann/preview-440x248.jpg",
            "Live"),
        List.of(),
        List.of(),
        true,
        "Flashing lights");
  }

  public static PostPublished published(PostContent content) {
    return new PostPublished(1001, 42, TIME, content, Visibility.PUBLIC, null, null, null, null);
  }

  public static PostPublished reply() {
    return new PostPublished(
        1002,
        42,
        TIME,
        text(),
        Visibility.FOLLOWERS,
        new PostRef(900, 7),
        null,
        "tweet-20",
        new Origin(3, 17));
  }

  public static PostPublished boost() {
    return new PostPublished(
        1003,
        42,
        TIME,
        PostContent.EMPTY,
        Visibility.UNLISTED,
        null,
        new PostRef(900, 7),
        null,
        null);
  }

  public static AccountUpdated account() {
    Profile profile =
        new Profile(
            "Ann <3",
            "I post & read.\nhttps://ann.example",
            "https://cdn.example/ann.png",
            "",
            List.of(new Profile.Entry("Web", "https://ann.example")),
            true,
            false);
    return new AccountUpdated(42, "Ann_1", profile, TIME, TIME.plusSeconds(1), new Origin(0, 1));
  }

  public static Stream<PostContent> contents() {
    return Stream.of(photo(), video(), text(), news(), live());
  }

  public static Stream<Event> events() {
    Stream<Event> others =
        Stream.of(
            reply(),
            boost(),
            new PostEdited(PostTarget.of(1001), 42, TIME, photo(), new Origin(0, 5)),
            new PostEdited(PostTarget.ofClientKey("tweet-20"), 42, TIME, text(), null),
            new PostDeleted(PostTarget.of(1001), 42, TIME, null),
            new PostDeleted(PostTarget.ofClientKey("k"), 42, TIME, new Origin(1, 0)),
            new PostPublished(
                1004, 42, TIME, photo(), Visibility.DIRECT, null, null, null, new Origin(4, 2)),
            new Followed(42, 43, TIME, null),
            new Followed(42, 43, FollowOptions.boosts(false), TIME, null),
            new Followed(42, 43, FollowOptions.notified(true), TIME, null),
            new Unfollowed(42, 43, TIME, new Origin(2, 9)),
            new FollowRequested(42, 43, FollowOptions.UNCHANGED, TIME, null),
            new FollowRequested(42, 43, FollowOptions.boosts(true), TIME, new Origin(2, 10)),
            new FollowAccepted(42, 43, TIME, new Origin(2, 11, Origin.MAX_INDEX)),
            new FollowRejected(42, 43, TIME, null),
            new Blocked(42, 43, TIME, new Origin(2, 12)),
            new Unblocked(42, 43, TIME, new Origin(2, 12, 1)),
            new Muted(42, 43, null, TIME, null),
            new Muted(42, 43, TIME.plusSeconds(3_600), TIME, null),
            new Unmuted(42, 43, TIME, null),
            account(),
            new AccountUpdated(43, "bob", Profile.EMPTY, TIME, TIME, null));
    return Stream.concat(contents().map(Samples::published), Stream.concat(others, acts()));
  }

  private static Stream<Event> acts() {
    PostRef post = new PostRef(900, 7);
    return Stream.of(
        new Reacted(1005, 42, Reaction.LIKE, post, TIME, null),
        new Reacted(1006, 42, Reaction.PIN, post, TIME, new Origin(2, 13)),
        new Unreacted(42, Reaction.BOOKMARK, post, TIME, null),
        new MarkerMoved(42, "home", 1001, TIME, null),
        new NoticesDismissed(42, 1005, true, null),
        new ListSaved(42, 1007, "Near & dear", ListReplies.FOLLOWED, true, null),
        new ListDeleted(42, 1007, null),
        new ListMembersChanged(42, 1007, List.of(43L, 44L), false, null));
  }

  public static Stream<Submission> submissions() {
    AccountRef ann = AccountRef.named("Ann_1");
    AccountRef bob = AccountRef.of(43);
    PostTarget post = PostTarget.ofClientKey("tweet-20");
    Draft draft = draft(live());
    Stream<Submission> others =
        Stream.of(
            new Submission.Post(ann, "k", draft, Visibility.FOLLOWERS, post, TIME),
            new Submission.Boost(bob, null, PostTarget.of(1001), Visibility.PUBLIC, null),
            new Submission.Boost(bob, "k", post, Visibility.UNLISTED, TIME),
            new Submission.Edit(ann, post, draft),
            new Submission.Delete(ann, PostTarget.of(5)),
            new Submission.Follow(ann, bob, FollowOptions.UNCHANGED),
            new Submission.Follow(ann, bob, FollowOptions.boosts(false)),
            new Submission.Unfollow(bob, ann),
            new Submission.AcceptFollow(ann, bob),
            new Submission.RejectFollow(ann, bob),
            new Submission.Block(ann, bob),
            new Submission.Unblock(ann, bob),
            new Submission.Mute(ann, bob, null),
            new Submission.Mute(ann, bob, TIME),
            new Submission.Unmute(ann, bob),
            new Submission.Account("bob", Profile.EMPTY, null),
            new Submission.Account("Ann_1", account().profile(), TIME));
    return Stream.concat(
        contents()
            .map(c -> new Submission.Post(ann, null, draft(c), Visibility.PUBLIC, null, null)),
        others);
  }

  private static Draft draft(PostContent content) {
    return new Draft(
        content.text(),
        content.language(),
        content.media(),
        content.card(),
        content.sensitive(),
        content.contentWarning());
  }
}
