package io.rivulet.fanout.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.event.PostContent;
import io.rivulet.event.PostDeleted;
import io.rivulet.event.PostEdited;
import io.rivulet.event.PostPublished;
import io.rivulet.event.PostTarget;
import io.rivulet.event.Visibility;
import io.rivulet.id.Ids;
import io.rivulet.post.Post;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HotPostsTest {
  private static final Instant PUBLISHED = Instant.parse("2026-11-01T00:00:00Z");
  private static final Duration WINDOW = Duration.ofDays(10);
  private static final HotPosts HOT = new HotPosts(WINDOW);
  private static final Post POST =
      Post.of(
          new PostPublished(
              Ids.firstAt(PUBLISHED),
              1,
              PUBLISHED,
              PostContent.ofText("text"),
              Visibility.PUBLIC,
              null,
              null,
              null,
              null));

  private static Post edited(Instant when) {
    return POST.edited(
        new PostEdited(PostTarget.of(POST.id()), 1, when, PostContent.ofText("other"), null));
  }

  private static Post deleted(Instant when) {
    return POST.deleted(new PostDeleted(PostTarget.of(POST.id()), 1, when, null));
  }

  private static Instant after(Duration time) {
    return PUBLISHED.plus(time);
  }

  @Test
  void aBodyEndsWhenItsPostIsOlderThanTheWindowWhoeverWritesItWhenever() {
    long end = after(WINDOW).toEpochMilli();
    assertThat(HOT.endsAt(POST, PUBLISHED)).isEqualTo(end);
    assertThat(HOT.endsAt(POST, after(Duration.ofDays(100)))).isEqualTo(end);
    assertThat(HOT.needless(POST, after(Duration.ofDays(9)))).isFalse();
    assertThat(HOT.needless(POST, after(WINDOW))).isTrue();
  }

  @Test
  void whatIsChangedIsThereAgainAndNeverNeedless() {
    Instant late = after(Duration.ofDays(100));
    assertThat(HOT.endsAt(edited(late), late))
        .isEqualTo(late.plus(Duration.ofHours(1)).toEpochMilli());
    assertThat(HOT.endsAt(deleted(late), late))
        .isEqualTo(late.plus(Duration.ofDays(1)).toEpochMilli());
    assertThat(HOT.needless(edited(late), late)).isFalse();
    assertThat(HOT.needless(deleted(late), late)).isFalse();
  }

  @Test
  void aNewerBodyNeverEndsBeforeAnOlderOne() {
    for (int hours = 0; hours < 24 * 20; hours += 5) {
      Instant edit = after(Duration.ofHours(hours));
      for (int later = 0; later < 24 * 20; later += 7) {
        Instant delete = edit.plus(Duration.ofHours(later));
        long first = HOT.endsAt(POST, delete);
        long second = HOT.endsAt(edited(edit), edit);
        long third = HOT.endsAt(deleted(delete), delete);
        assertThat(second).isGreaterThanOrEqualTo(first);
        assertThat(third).isGreaterThanOrEqualTo(second);
      }
    }
  }

  @Test
  void whatRedisLostIsWrittenAgainAsLongAsItWouldBeThere() {
    Instant now = after(Duration.ofDays(100));
    assertThat(HOT.endedAt(POST, now)).isLessThan(now.toEpochMilli());
    Instant lately = now.minus(Duration.ofMinutes(30));
    assertThat(HOT.endedAt(edited(lately), now)).isGreaterThan(now.toEpochMilli());
    assertThat(HOT.endedAt(edited(now.minus(Duration.ofHours(2))), now))
        .isLessThan(now.toEpochMilli());
    assertThat(HOT.endedAt(deleted(now.minus(Duration.ofHours(2))), now))
        .isGreaterThan(now.toEpochMilli());
  }

  @Test
  void aPostOfTheFutureDoesNotStayLongerThanOneOfNow() {
    Instant before = PUBLISHED.minus(Duration.ofDays(1_000));
    assertThat(HOT.endsAt(POST, before)).isEqualTo(before.plus(WINDOW).toEpochMilli());
  }

  @Test
  void withoutAWindowNothingIsNeedless() {
    assertThat(HotPosts.ALL.needless(POST, after(Duration.ofDays(10_000)))).isFalse();
    assertThatThrownBy(() -> new HotPosts(Duration.ZERO))
        .hasMessage("posts.hot: expected 1 s to 100 years, found PT0S");
  }
}
