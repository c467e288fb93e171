package io.rivulet.post;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rivulet.event.Mention;
import io.rivulet.event.PostContent;
import io.rivulet.event.PostDeleted;
import io.rivulet.event.PostTarget;
import io.rivulet.event.Samples;
import io.rivulet.event.Visibility;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostBodyTest {

  private final StatusRenderer renderer =
      new StatusRenderer(new WebAddresses(URI.create("https://feed.example")));

  @Test
  void aReplyKeepsWhatRulesMustKnow() {
    PostBody body = decoded(PostBody.of(Post.of(Samples.reply()), 99, renderer));
    assertThat(body.version()).isEqualTo(99);
    assertThat(body.author()).isEqualTo(42);
    assertThat(body.reply()).isTrue();
    assertThat(body.replyTo()).isEqualTo(900);
    assertThat(body.replyToAuthor()).isEqualTo(7);
    assertThat(body.boost()).isFalse();
    assertThat(body.boostOf()).isZero();
    assertThat(body.deleted()).isFalse();
    assertThat(body.sensitive()).isFalse();
    assertThat(body.visibility()).isEqualTo(Visibility.FOLLOWERS);
    assertThat(body.mentionCount()).isZero();
  }

  @Test
  void aBoostNamesItsOriginal() {
    PostBody body = decoded(PostBody.of(Post.of(Samples.boost()), 0, renderer));
    assertThat(body.boost()).isTrue();
    assertThat(body.boostOf()).isEqualTo(900);
    assertThat(body.boostOfAuthor()).isEqualTo(7);
    assertThat(body.reply()).isFalse();
    assertThat(body.visibility()).isEqualTo(Visibility.UNLISTED);
  }

  @Test
  void theFragmentIsServedAsItIs() {
    Post post = Post.of(Samples.published(Samples.live()));
    PostBody body = decoded(PostBody.of(post, 1, renderer));
    assertThat(fragment(body)).isEqualTo(new String(renderer.fragment(post), UTF_8));
    assertThat(body.sensitive()).isTrue();
  }

  @Test
  void asManyMentionsAsAPostMayHaveAreKept() {
    List<Mention> mentions =
        LongStream.rangeClosed(1, 255).mapToObj(i -> new Mention(i * 1_000_003, "u" + i)).toList();
    PostContent content =
        new PostContent("x", null, List.of(), null, List.of(), mentions, false, "");
    PostBody body = decoded(PostBody.of(Post.of(Samples.published(content)), 1, renderer));
    assertThat(body.mentionCount()).isEqualTo(255);
    assertThat(body.mention(254)).isEqualTo(255 * 1_000_003L);
    assertThat(body.mentions(1_000_003)).isTrue();
    assertThat(body.mentions(5)).isFalse();
    assertThat(fragment(body)).startsWith("\"id\":\"1001\"");
    assertThatThrownBy(() -> body.mention(255)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void aDeletedPostIsATombstone() {
    Post post =
        Post.of(Samples.published(Samples.photo()))
            .deleted(new PostDeleted(PostTarget.of(1001), 42, Samples.TIME, null));
    PostBody body = decoded(PostBody.of(post, 7, renderer));
    assertThat(body.deleted()).isTrue();
    assertThat(body.author()).isEqualTo(42);
    assertThat(body.version()).isEqualTo(7);
    assertThat(body.fragmentLength()).isZero();
    assertThat(body.bytes()).isEqualTo(PostBody.tombstone(42, 7).bytes());
  }

  @Test
  void theHigherVersionWins() {
    PostBody old = PostBody.of(Post.of(Samples.reply()), 5, renderer);
    PostBody tombstone = PostBody.tombstone(42, 6);
    assertThat(PostBody.newer(old, tombstone)).isSameAs(tombstone);
    assertThat(PostBody.newer(tombstone, old)).isSameAs(tombstone);
    assertThat(PostBody.newer(old, decoded(old))).isSameAs(old);
  }

  @Test
  void theLayoutIsStable() {
    PostBody body = PostBody.of(Post.of(Samples.reply()), 0x0102030405060708L, renderer);
    ByteBuffer bytes = ByteBuffer.wrap(body.bytes());
    assertThat(bytes.get(0)).isEqualTo((byte) 1);
    assertThat(bytes.get(1)).isEqualTo((byte) 4);
    assertThat(bytes.get(2)).isEqualTo((byte) 2);
    assertThat(bytes.getLong(PostBody.VERSION_AT)).isEqualTo(0x0102030405060708L);
    assertThat(bytes.getLong(12)).isEqualTo(42);
    assertThat(bytes.getLong(20)).isEqualTo(900);
    assertThat(bytes.getLong(28)).isEqualTo(7);
    assertThat(bytes.getLong(36)).isZero();
    assertThat(bytes.getLong(44)).isZero();
    assertThat(body.fragmentOffset()).isEqualTo(52);
  }

  /// Sets one byte of a valid reply.
  @ParameterizedTest
  @CsvSource({
    "0, 2, format 1, 2",
    "1, 16, flags up to 15, 16",
    "1, 0, no reply, 900",
    "1, 6, a boost, 0",
    "1, 5, no fragment, bytes",
    "2, 4, a known visibility, 4",
    "2, -1, a known visibility, -1",
    "3, -1, a fragment, bytes",
    "4, -128, a version of at least 0, -9223372036854775801",
    "12, -128, a positive author, -9223372036854775766",
    "20, -128, a reply, -9223372036854774908",
  })
  void aCorruptBodyIsNamed(int at, byte value, String expected, String found) {
    byte[] bytes = PostBody.of(Post.of(Samples.reply()), 7, renderer).bytes().clone();
    bytes[at] = value;
    assertThatThrownBy(() -> PostBody.decode(bytes))
        .isInstanceOf(CorruptBodyException.class)
        .hasMessageContaining("expected " + expected)
        .hasMessageContaining(found);
  }

  @Test
  void aTombstoneMentionsNobody() {
    byte[] bytes = PostBody.tombstone(42, 7).bytes().clone();
    bytes[3] = 1;
    assertThatThrownBy(() -> PostBody.decode(bytes))
        .isInstanceOf(CorruptBodyException.class)
        .hasMessageContaining("expected no fragment");
  }

  @Test
  void noBytesEscapeAsAnotherException() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    byte[] valid = PostBody.of(Post.of(Samples.published(Samples.photo())), 7, renderer).bytes();
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = Arrays.copyOf(valid, random.nextInt(valid.length + 1));
      for (int flips = random.nextInt(4); flips > 0 && bytes.length > 0; flips--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      try {
        PostBody body = PostBody.decode(bytes);
        assertThat(body.fragmentOffset() + body.fragmentLength())
            .as("seed %d", seed)
            .isEqualTo(bytes.length);
        assertThat(body.visibility()).isNotNull();
      } catch (CorruptBodyException e) {
        assertThat(e.getMessage()).as("seed %d", seed).startsWith("post body: expected ");
      }
    }
  }

  private static PostBody decoded(PostBody body) {
    return PostBody.decode(body.bytes());
  }

  private static String fragment(PostBody body) {
    return new String(body.bytes(), body.fragmentOffset(), body.fragmentLength(), UTF_8);
  }
}
