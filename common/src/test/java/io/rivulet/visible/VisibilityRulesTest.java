package io.rivulet.visible;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.rivulet.event.Mention;
import io.rivulet.event.PostContent;
import io.rivulet.event.PostPublished;
import io.rivulet.event.PostRef;
import io.rivulet.event.Visibility;
import io.rivulet.post.Post;
import io.rivulet.post.PostBody;
import io.rivulet.post.StatusRenderer;
import io.rivulet.post.WebAddresses;
import io.rivulet.relations.Relation;
import io.rivulet.relations.RelationsBuilder;
import io.rivulet.visible.VisibilityRules.Rule;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class VisibilityRulesTest {
  private static final long NOBODY = 0;
  private static final long VIEWER = 1;
  private static final long FOLLOWED = 2;
  private static final long STRANGER = 3;
  private static final long BLOCKED = 4;
  private static final long BLOCKING = 5;
  private static final long MUTED = 6;
  private static final long ONCE_MUTED = 7;
  private static final long QUIET = 8;

  private static final long NOW = 5_000;

  /// Follows all that can be followed; one of them is muted, one was until now, of one the boosts
  /// are hidden.
  private static final Viewpoint viewer =
      new Viewpoint(
          VIEWER,
          new RelationsBuilder()
              .set(FOLLOWED, Relation.FOLLOWING, false)
              .set(BLOCKED, new Relation(false, false, false, true, 0), false)
              .setInverse(BLOCKING, true, false)
              .set(MUTED, new Relation(true, false, false, false, NOW + 1), false)
              .set(ONCE_MUTED, new Relation(true, false, false, false, NOW), true)
              .set(QUIET, new Relation(true, false, true, false, 0), false)
              .build(1),
          NOW);

  private static final Set<Long> FOLLOWING = Set.of(FOLLOWED, MUTED, ONCE_MUTED, QUIET);

  private static final StatusRenderer renderer =
      new StatusRenderer(new WebAddresses(URI.create("http://feed.example")));

  /// A post as the table sees it.
  record Sketch(long author, Visibility visibility, long answers, long mentions, boolean deleted) {
    static Sketch of(long author) {
      return new Sketch(author, Visibility.PUBLIC, NOBODY, NOBODY, false);
    }

    Sketch to(Visibility other) {
      return new Sketch(author, other, answers, mentions, deleted);
    }

    Sketch answering(long other) {
      return new Sketch(author, visibility, other, mentions, deleted);
    }

    Sketch mentioning(long other) {
      return new Sketch(author, visibility, answers, other, deleted);
    }

    Sketch gone() {
      return new Sketch(author, visibility, answers, mentions, true);
    }

    PostBody body() {
      return published("words", answers == NOBODY ? null : new PostRef(7, answers), null);
    }

    PostBody boosting(Sketch original) {
      return published("", null, new PostRef(8, original.author()));
    }

    private PostBody published(String text, @Nullable PostRef replyTo, @Nullable PostRef boostOf) {
      if (deleted) {
        return PostBody.tombstone(author, 1);
      }
      List<Mention> mentioned =
          mentions == NOBODY || boostOf != null
              ? List.of()
              : List.of(new Mention(99, "other"), new Mention(mentions, "somebody"));
      PostContent content =
          boostOf == null
              ? new PostContent(text, null, List.of(), null, List.of(), mentioned, false, "")
              : PostContent.EMPTY;
      PostPublished published =
          new PostPublished(
              9, author, Instant.EPOCH, content, visibility, replyTo, boostOf, null, null);
      return PostBody.of(Post.of(published), 1, renderer);
    }
  }

  private static Entry entry(Sketch post) {
    return Entry.of(post.body());
  }

  private static Entry boost(Sketch boost, Sketch original) {
    return new Entry(boost.boosting(original), original.body());
  }

  static Stream<Arguments> posts() {
    Sketch open = Sketch.of(FOLLOWED);
    Sketch ofStranger = Sketch.of(STRANGER);
    Sketch closedOfStranger = ofStranger.to(Visibility.FOLLOWERS);
    Sketch direct = open.to(Visibility.DIRECT);
    return Stream.of(
        arguments("a post of somebody followed", open, null, null),
        arguments("a post of a stranger", ofStranger, Rule.FOLLOW, null),
        arguments("a post for followers", open.to(Visibility.FOLLOWERS), null, null),
        arguments("a stranger's for followers", closedOfStranger, Rule.FOLLOW, Rule.VISIBILITY),
        arguments(
            "his answer to the viewer", closedOfStranger.answering(VIEWER), Rule.FOLLOW, null),
        arguments("an own post", Sketch.of(VIEWER).to(Visibility.DIRECT), null, null),
        arguments("an own post, deleted", Sketch.of(VIEWER).gone(), Rule.DELETED, Rule.DELETED),
        arguments("a direct post to others", direct, Rule.VISIBILITY, Rule.VISIBILITY),
        arguments("a direct post to the viewer", direct.mentioning(VIEWER), null, null),
        arguments("one that mentions a blocked", open.mentioning(BLOCKED), Rule.BLOCK, null),
        arguments("one that mentions a blocking", open.mentioning(BLOCKING), Rule.BLOCK, null),
        arguments(
            "an answer to the viewer that does",
            open.answering(VIEWER).mentioning(BLOCKED),
            null,
            null),
        arguments("a post of a muted", Sketch.of(MUTED), Rule.MUTE, null),
        arguments("his answer to the viewer", Sketch.of(MUTED).answering(VIEWER), null, null),
        arguments("a post after the mute", Sketch.of(ONCE_MUTED), null, null),
        arguments("a post of who boosts too much", Sketch.of(QUIET), null, null),
        arguments("an answer to a stranger", open.answering(STRANGER), Rule.REPLY, null),
        arguments("an answer to a muted", open.answering(MUTED), null, null),
        arguments("an answer to himself", open.answering(FOLLOWED), null, null),
        arguments("a post of a blocked", Sketch.of(BLOCKED), Rule.FOLLOW, null),
        arguments("a post of a blocking", Sketch.of(BLOCKING), Rule.FOLLOW, Rule.BLOCK));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("posts")
  void rowDecidesOnAPost(String what, Sketch post, @Nullable Rule atHome, @Nullable Rule lookedUp) {
    assertThat(VisibilityRules.hiddenBy(Place.HOME, viewer, entry(post))).isEqualTo(atHome);
    assertThat(VisibilityRules.hiddenBy(Place.LOOKED_UP, viewer, entry(post))).isEqualTo(lookedUp);
  }

  static Stream<Arguments> boosts() {
    Sketch open = Sketch.of(FOLLOWED);
    Sketch ofStranger = Sketch.of(STRANGER);
    Sketch own = Sketch.of(VIEWER);
    Sketch gone = ofStranger.gone();
    Sketch closed = ofStranger.to(Visibility.FOLLOWERS);
    return Stream.of(
        arguments("of a stranger's post", open, ofStranger, null, null),
        arguments("of a deleted post", open, gone, Rule.DELETED, Rule.DELETED),
        arguments("own, of a deleted post", own, gone, Rule.DELETED, Rule.DELETED),
        arguments("of a post for followers", open, closed, Rule.VISIBILITY, Rule.VISIBILITY),
        arguments("own, of such a post", own, closed, null, null),
        arguments("by a stranger", ofStranger, open, Rule.FOLLOW, null),
        arguments("of a blocked author", open, Sketch.of(BLOCKED), Rule.BLOCK, null),
        arguments("of a blocking author", open, Sketch.of(BLOCKING), Rule.BLOCK, Rule.BLOCK),
        arguments("mentioning a blocked", open, open.mentioning(BLOCKED), Rule.BLOCK, null),
        arguments("of a muted author", open, Sketch.of(MUTED), Rule.MUTE, null),
        arguments("by who boosts too much", Sketch.of(QUIET), open, Rule.BOOSTS_HIDDEN, null),
        arguments("of an answer to a stranger", open, open.answering(STRANGER), null, null),
        arguments(
            "of an answer to the viewer",
            open,
            closed.answering(VIEWER),
            Rule.VISIBILITY,
            Rule.VISIBILITY));
  }

  @ParameterizedTest(name = "a boost {0}")
  @MethodSource("boosts")
  void rowDecidesOnABoost(
      String what, Sketch boost, Sketch original, @Nullable Rule atHome, @Nullable Rule lookedUp) {
    Entry entry = boost(boost, original);
    assertThat(VisibilityRules.hiddenBy(Place.HOME, viewer, entry)).isEqualTo(atHome);
    assertThat(VisibilityRules.hiddenBy(Place.LOOKED_UP, viewer, entry)).isEqualTo(lookedUp);
  }

  /// Every combination of what the rules look at, against the definition written down once more.
  @Test
  void tableIsTheDefinitionInEveryCase() {
    int cases = 0;
    List<Sketch> all = sketches();
    for (Sketch post : all) {
      check(entry(post), post, null);
      cases++;
      if (post.answers() == NOBODY && post.mentions() == NOBODY && !post.deleted()) {
        for (Sketch original : all) {
          check(boost(post, original), post, original);
          cases++;
        }
      }
    }
    // 8 authors; 4 visibilities and deleted, 9 answered, 9 mentioned: 8 × (4 × 81 + 1) sketches, of
    // which 32 are without answer and mention.
    assertThat(cases).isEqualTo(2_600 + 32 * 2_600);
  }

  private static List<Sketch> sketches() {
    List<Sketch> sketches = new ArrayList<>();
    for (long author = VIEWER; author <= QUIET; author++) {
      for (Visibility visibility : Visibility.values()) {
        for (long answers = NOBODY; answers <= QUIET; answers++) {
          for (long mentions = NOBODY; mentions <= QUIET; mentions++) {
            sketches.add(new Sketch(author, visibility, answers, mentions, false));
          }
        }
      }
      sketches.add(Sketch.of(author).gone());
    }
    return sketches;
  }

  private static void check(Entry entry, Sketch post, @Nullable Sketch original) {
    for (Viewpoint who : List.of(viewer, Viewpoint.GUEST)) {
      for (Place place : Place.values()) {
        boolean expected =
            who.viewer() == 0
                ? place == Place.LOOKED_UP && openToAll(post, original)
                : place == Place.HOME ? atHome(post, original) : lookedUp(post, original);
        if (VisibilityRules.visible(place, who, entry) != expected) {
          assertThat(!expected)
              .as("%s to %s of %s boosting %s", place, who.viewer(), post, original)
              .isEqualTo(expected);
        }
      }
    }
  }

  private static boolean openToAll(Sketch post, @Nullable Sketch original) {
    return open(post) && (original == null || open(original));
  }

  private static boolean open(Sketch post) {
    return !post.deleted() && post.visibility().code() <= Visibility.UNLISTED.code();
  }

  /// home(u) shows it.
  private static boolean atHome(Sketch post, @Nullable Sketch original) {
    if (post.deleted() || (original != null && original.deleted())) {
      return false;
    }
    boolean answersViewer = original == null && post.answers() == VIEWER;
    if (post.author() != VIEWER && !FOLLOWING.contains(post.author())) {
      return false;
    }
    if (post.author() == VIEWER || answersViewer) {
      return true;
    }
    boolean apart =
        (original == null && apart(post.mentions()))
            || (original != null && (apart(original.author()) || apart(original.mentions())));
    boolean muted = post.author() == MUTED || (original != null && original.author() == MUTED);
    boolean answersStranger =
        original == null && post.answers() != NOBODY && !FOLLOWING.contains(post.answers());
    return mayRead(post, original == null)
        && (original == null || mayRead(original, true))
        && !apart
        && !muted
        && !(original != null && post.author() == QUIET)
        && !answersStranger;
  }

  private static boolean apart(long account) {
    return account == BLOCKED || account == BLOCKING;
  }

  /// @param mentioning whether its mentions count: a boost has none
  private static boolean mayRead(Sketch post, boolean mentioning) {
    return switch (post.visibility()) {
      case PUBLIC, UNLISTED -> true;
      case FOLLOWERS -> post.author() == VIEWER || FOLLOWING.contains(post.author());
      case DIRECT -> post.author() == VIEWER || (mentioning && post.mentions() == VIEWER);
    };
  }

  /// By its id, or on its author's page: blocks count only against those who are blocked.
  private static boolean lookedUp(Sketch post, @Nullable Sketch original) {
    if (post.deleted() || (original != null && original.deleted())) {
      return false;
    }
    if (post.author() == VIEWER || (original == null && post.answers() == VIEWER)) {
      return true;
    }
    return mayRead(post, original == null)
        && (original == null || mayRead(original, true))
        && post.author() != BLOCKING
        && (original == null || original.author() != BLOCKING);
  }

  @Test
  void boostIsJudgedAgainWhenItsOriginalIsKnown() {
    Sketch closed = Sketch.of(STRANGER).to(Visibility.FOLLOWERS);
    PostBody body = Sketch.of(FOLLOWED).boosting(closed);
    assertThat(VisibilityRules.visible(Place.HOME, viewer, Entry.of(body))).isTrue();
    assertThat(VisibilityRules.visible(Place.HOME, viewer, new Entry(body, closed.body())))
        .isFalse();
  }

  @Test
  void guestOwnsNothing() {
    assertThat(Viewpoint.GUEST.is(0)).isFalse();
    assertThat(VisibilityRules.own(Viewpoint.GUEST, Sketch.of(FOLLOWED).body())).isFalse();
  }
}
