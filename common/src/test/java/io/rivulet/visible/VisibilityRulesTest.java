package io.rivulet.visible;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.rivulet.event.PostContent;
import io.rivulet.event.PostPublished;
import io.rivulet.event.PostRef;
import io.rivulet.event.Visibility;
import io.rivulet.post.Post;
import io.rivulet.post.PostBody;
import io.rivulet.post.StatusRenderer;
import io.rivulet.post.WebAddresses;
import io.rivulet.relations.Relations;
import io.rivulet.visible.VisibilityRules.Rule;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class VisibilityRulesTest {
  private static final long VIEWER = 1;
  private static final long FOLLOWED = 2;
  private static final long STRANGER = 3;
  private static final long NOBODY = 0;

  private static final Viewpoint viewer =
      new Viewpoint(VIEWER, new Relations(0, new long[] {FOLLOWED}));
  private static final StatusRenderer renderer =
      new StatusRenderer(new WebAddresses(URI.create("http://feed.example")));

  /// A post as the table sees it.
  private record Sketch(long author, Visibility visibility, long answers, boolean deleted) {
    PostBody body() {
      return deleted
          ? PostBody.tombstone(author, 1)
          : published("words", answers == NOBODY ? null : new PostRef(7, answers), null);
    }

    PostBody boosting(Sketch original) {
      return deleted
          ? PostBody.tombstone(author, 1)
          : published("", null, new PostRef(8, original.author()));
    }

    private PostBody published(String text, @Nullable PostRef replyTo, @Nullable PostRef boostOf) {
      PostPublished published =
          new PostPublished(
              9,
              author,
              Instant.EPOCH,
              PostContent.ofText(text),
              visibility,
              replyTo,
              boostOf,
              null,
              null);
      return PostBody.of(Post.of(published), 1, renderer);
    }
  }

  static Stream<Arguments> rows() {
    Sketch open = new Sketch(FOLLOWED, Visibility.PUBLIC, NOBODY, false);
    Sketch ofStranger = new Sketch(STRANGER, Visibility.PUBLIC, NOBODY, false);
    Sketch closed = new Sketch(FOLLOWED, Visibility.FOLLOWERS, NOBODY, false);
    Sketch closedOfStranger = new Sketch(STRANGER, Visibility.FOLLOWERS, NOBODY, false);
    Sketch closedAnswer = new Sketch(STRANGER, Visibility.FOLLOWERS, VIEWER, false);
    Sketch own = new Sketch(VIEWER, Visibility.FOLLOWERS, NOBODY, false);
    Sketch ownDeleted = new Sketch(VIEWER, Visibility.PUBLIC, NOBODY, true);
    Sketch gone = new Sketch(STRANGER, Visibility.PUBLIC, NOBODY, true);
    return Stream.of(
        arguments("a post of somebody followed", entry(open), null, null),
        arguments("a post of a stranger", entry(ofStranger), Rule.FOLLOW, null),
        arguments("a followed author's post for followers", entry(closed), null, null),
        arguments(
            "a stranger's post for followers",
            entry(closedOfStranger),
            Rule.FOLLOW,
            Rule.VISIBILITY),
        arguments(
            "a stranger's answer to the viewer, for followers",
            entry(closedAnswer),
            Rule.FOLLOW,
            null),
        arguments("an own post", entry(own), null, null),
        arguments("an own post, deleted", entry(ownDeleted), Rule.DELETED, Rule.DELETED),
        arguments("a boost of a stranger's post", boost(open, ofStranger), null, null),
        arguments("a boost of a deleted post", boost(open, gone), Rule.DELETED, Rule.DELETED),
        arguments("an own boost of a deleted post", boost(own, gone), Rule.DELETED, Rule.DELETED),
        arguments(
            "a boost of a stranger's post for followers",
            boost(open, closedOfStranger),
            Rule.VISIBILITY,
            Rule.VISIBILITY),
        arguments("a boost of a followed author's post", boost(open, closed), null, null),
        arguments("a stranger's boost", boost(ofStranger, open), Rule.FOLLOW, null));
  }

  private static Entry entry(Sketch post) {
    return Entry.of(post.body());
  }

  private static Entry boost(Sketch boost, Sketch original) {
    return new Entry(boost.boosting(original), original.body());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void rowDecides(String what, Entry entry, @Nullable Rule atHome, @Nullable Rule lookedUp) {
    assertThat(VisibilityRules.hiddenBy(Place.HOME, viewer, entry)).isEqualTo(atHome);
    assertThat(VisibilityRules.hiddenBy(Place.LOOKED_UP, viewer, entry)).isEqualTo(lookedUp);
    assertThat(VisibilityRules.visible(Place.HOME, viewer, entry)).isEqualTo(atHome == null);
  }

  /// Every combination of what the rules look at, against the definition written down once more.
  @Test
  void tableIsTheDefinitionInEveryCase() {
    int cases = 0;
    for (Sketch post : sketches()) {
      cases += check(entry(post), post, null);
      if (post.answers() == NOBODY) {
        for (Sketch original : sketches()) {
          if (!post.deleted()) {
            cases += check(boost(post, original), post, original);
          }
        }
      }
    }
    assertThat(cases).isEqualTo(2_880);
  }

  private static List<Sketch> sketches() {
    List<Sketch> sketches = new ArrayList<>();
    for (long author : new long[] {VIEWER, FOLLOWED, STRANGER}) {
      for (Visibility visibility : Visibility.values()) {
        for (long answers : new long[] {NOBODY, VIEWER, FOLLOWED, STRANGER}) {
          sketches.add(new Sketch(author, visibility, answers, false));
          sketches.add(new Sketch(author, Visibility.PUBLIC, answers, true));
        }
      }
    }
    return sketches;
  }

  private static int check(Entry entry, Sketch post, @Nullable Sketch original) {
    for (Viewpoint who : List.of(viewer, Viewpoint.GUEST)) {
      for (Place place : Place.values()) {
        assertThat(VisibilityRules.visible(place, who, entry))
            .as("%s to %s of %s boosting %s", place, who.viewer(), post, original)
            .isEqualTo(defined(place, who, post, original));
      }
    }
    return 4;
  }

  private static boolean defined(
      Place place, Viewpoint who, Sketch post, @Nullable Sketch original) {
    boolean guest = who.viewer() == 0;
    if (post.deleted() || (original != null && original.deleted())) {
      return false;
    }
    boolean author = !guest && post.author() == VIEWER;
    boolean follower = !guest && post.author() == FOLLOWED;
    if (place == Place.HOME && !author && !follower) {
      return false;
    }
    boolean answersViewer = !guest && original == null && post.answers() == VIEWER;
    if (author || answersViewer) {
      return true;
    }
    boolean mayReadOriginal =
        original == null
            || original.visibility() != Visibility.FOLLOWERS
            || (!guest && original.author() != STRANGER);
    return mayReadOriginal && (post.visibility() != Visibility.FOLLOWERS || follower);
  }

  @Test
  void boostIsJudgedAgainWhenItsOriginalIsKnown() {
    Sketch boost = new Sketch(FOLLOWED, Visibility.PUBLIC, NOBODY, false);
    Sketch closed = new Sketch(STRANGER, Visibility.FOLLOWERS, NOBODY, false);
    PostBody body = boost.boosting(closed);
    assertThat(VisibilityRules.visible(Place.HOME, viewer, Entry.of(body))).isTrue();
    assertThat(VisibilityRules.visible(Place.HOME, viewer, new Entry(body, closed.body())))
        .isFalse();
  }

  @Test
  void guestOwnsNothing() {
    assertThat(Viewpoint.GUEST.is(0)).isFalse();
  }
}
