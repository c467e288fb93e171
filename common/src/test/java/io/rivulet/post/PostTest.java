package io.rivulet.post;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.event.InvalidEventException;
import io.rivulet.event.PostContent;
import io.rivulet.event.PostDeleted;
import io.rivulet.event.PostEdited;
import io.rivulet.event.PostTarget;
import io.rivulet.event.Samples;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PostTest {

  private static final Instant LATER = Samples.TIME.plusSeconds(60);

  private final Post post = Post.of(Samples.published(Samples.photo()));

  private static PostEdited edit(long author) {
    return new PostEdited(PostTarget.of(1001), author, LATER, Samples.text(), null);
  }

  private static PostDeleted delete(long author) {
    return new PostDeleted(PostTarget.of(1001), author, LATER, null);
  }

  @Test
  void anEditReplacesTheContent() {
    Post edited = post.edited(edit(42));
    assertThat(edited.content()).isEqualTo(Samples.text());
    assertThat(edited.editedAt()).isEqualTo(LATER);
    assertThat(edited.published().createdAt()).isEqualTo(Samples.TIME);
    assertThat(edited.deleted()).isFalse();
  }

  @Test
  void aDeletedPostKeepsNothingOfItsContentAndStaysDeleted() {
    Post deleted = post.deleted(delete(42));
    assertThat(deleted.deleted()).isTrue();
    assertThat(deleted.content()).isEqualTo(PostContent.EMPTY);
    assertThat(deleted.edited(edit(42))).isEqualTo(deleted);
    assertThat(deleted.deleted(delete(42))).isEqualTo(deleted);
  }

  @Test
  void aBoostCannotBeEdited() {
    Post boost = Post.of(Samples.boost());
    assertThat(boost.edited(edit(42))).isEqualTo(boost);
  }

  @Test
  void nobodyElseEditsOrDeletes() {
    assertThatThrownBy(() -> post.edited(edit(43)))
        .hasMessage("author of post 1001: expected 42, found 43");
    assertThatThrownBy(() -> post.deleted(delete(43)))
        .hasMessage("author of post 1001: expected 42, found 43");
  }

  @Test
  void everyStateRoundTrips() {
    for (Post state :
        new Post[] {
          post,
          post.edited(edit(42)),
          post.deleted(delete(42)),
          post.edited(edit(42)).deleted(delete(42)),
          Post.of(Samples.boost()),
          Post.of(Samples.reply())
        }) {
      assertThat(Post.decode(state.encode())).isEqualTo(state);
    }
  }

  @Test
  void aStateThatIsNoPostIsRefused() {
    assertThatThrownBy(() -> Post.decode("{\"post\":{\"type\":\"x\",\"v\":1}}".getBytes(UTF_8)))
        .isInstanceOf(InvalidEventException.class)
        .hasMessageStartingWith("post.type: expected one of post-published");
    assertThatThrownBy(
            () ->
                Post.decode(
                    """
                    {"post":{"type":"followed","v":1,"viewer":"1","target":"2",
                     "at":"2026-11-22T18:36:50Z"}}"""
                        .getBytes(UTF_8)))
        .hasMessage("post.type: expected post-published, found followed");
  }
}
