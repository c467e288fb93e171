package io.rivulet.post;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rivulet.event.Media;
import io.rivulet.event.PostContent;
import io.rivulet.event.PostEdited;
import io.rivulet.event.PostPublished;
import io.rivulet.event.PostTarget;
import io.rivulet.event.Samples;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StatusRendererTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final StatusRenderer renderer =
      new StatusRenderer(new WebAddresses(URI.create("https://feed.example")));

  private JsonNode render(PostContent content) throws JsonProcessingException {
    return render(Post.of(Samples.published(content)));
  }

  private JsonNode render(Post post) throws JsonProcessingException {
    return MAPPER.readTree("{" + new String(renderer.fragment(post), UTF_8) + "}");
  }

  @Test
  void everyMemberThatDependsOnThePostAloneIsThere() throws JsonProcessingException {
    List<String> members =
        render(Samples.text()).properties().stream().map(Map.Entry::getKey).toList();
    assertThat(members)
        .containsExactlyInAnyOrder(
            "id",
            "uri",
            "url",
            "created_at",
            "edited_at",
            "content",
            "visibility",
            "sensitive",
            "spoiler_text",
            "language",
            "in_reply_to_id",
            "in_reply_to_account_id",
            "media_attachments",
            "card",
            "mentions",
            "tags",
            "emojis",
            "poll",
            "quote",
            "application");
  }

  @Test
  void aPlainPostHasEmptyMembersAndNulls() throws JsonProcessingException {
    JsonNode status = render(Samples.text());
    assertThat(status.get("id").textValue()).isEqualTo("1001");
    assertThat(status.get("uri").textValue()).isEqualTo("https://feed.example/posts/1001");
    assertThat(status.get("created_at").textValue()).isEqualTo("2026-11-22T18:36:50.029Z");
    assertThat(status.get("content").textValue()).isEqualTo("<p>just setting up my feed</p>");
    assertThat(status.get("visibility").textValue()).isEqualTo("public");
    assertThat(status.get("spoiler_text").textValue()).isEmpty();
    assertThat(status.get("media_attachments")).isEmpty();
    assertThat(status.get("card").isNull()).isTrue();
    assertThat(status.get("edited_at").isNull()).isTrue();
    assertThat(status.get("in_reply_to_id").isNull()).isTrue();
  }

  @Test
  void aPhotoIsAnImageWithItsSize() throws JsonProcessingException {
    JsonNode status = render(Samples.photo());
    JsonNode image = status.get("media_attachments").get(0);
    assertThat(image.get("type").textValue()).isEqualTo("image");
    assertThat(image.get("id").textValue()).matches("[1-9][0-9]{0,18}");
    assertThat(image.get("description").textValue()).isEqualTo("Mountains in evening light");
    assertThat(image.get("meta").get("original").get("size").textValue()).isEqualTo("1080x1350");
    assertThat(status.get("tags").get(1).get("name").textValue()).isEqualTo("goldenhour");
    JsonNode mention = status.get("mentions").get(0);
    assertThat(mention.get("id").textValue()).isEqualTo("77");
    assertThat(mention.get("acct").textValue()).isEqualTo("leo");
    assertThat(status.get("content").textValue()).contains(mention.get("url").textValue());
  }

  @Test
  void aVideoHasItsDuration() throws JsonProcessingException {
    JsonNode video = render(Samples.video()).get("media_attachments").get(0);
    assertThat(video.get("type").textValue()).isEqualTo("video");
    assertThat(video.get("meta").get("original").get("duration").doubleValue()).isEqualTo(15.43);
    assertThat(video.get("description").isNull()).isTrue();
  }

  @Test
  void aGifFileIsAnImageAndAFilmIsAGifv() throws JsonProcessingException {
    assertThat(gif("https://a.example/x.GIF").get("type").textValue()).isEqualTo("image");
    JsonNode film = gif("https://a.example/x.mp4");
    assertThat(film.get("type").textValue()).isEqualTo("gifv");
    assertThat(film.get("meta").isNull()).isTrue();
  }

  private JsonNode gif(String url) throws JsonProcessingException {
    Media gif = new Media(Media.Kind.GIF, url, "", "", 0, 0, null);
    return render(new PostContent("", null, List.of(gif), null, List.of(), List.of(), false, ""))
        .get("media_attachments")
        .get(0);
  }

  @Test
  void aLinkHasACardWithPlainText() throws JsonProcessingException {
    JsonNode card = render(Samples.news()).get("card");
    assertThat(card.get("type").textValue()).isEqualTo("link");
    assertThat(card.get("title").textValue()).isEqualTo("Parlament stimmt <knapp> zu");
    assertThat(card.get("image").textValue()).isEqualTo("https://news.example/i/1.jpg");
  }

  @Test
  void aContentWarningIsTheSpoilerText() throws JsonProcessingException {
    JsonNode status = render(Samples.live());
    assertThat(status.get("spoiler_text").textValue()).isEqualTo("Flashing lights");
    assertThat(status.get("sensitive").booleanValue()).isTrue();
    assertThat(status.get("language").isNull()).isTrue();
  }

  @Test
  void aReplyNamesThePostAndItsAuthor() throws JsonProcessingException {
    JsonNode status = render(Post.of(Samples.reply()));
    assertThat(status.get("in_reply_to_id").textValue()).isEqualTo("900");
    assertThat(status.get("in_reply_to_account_id").textValue()).isEqualTo("7");
    assertThat(status.get("visibility").textValue()).isEqualTo("private");
  }

  @Test
  void aBoostIsAnEmptyWrapper() throws JsonProcessingException {
    JsonNode status = render(Post.of(Samples.boost()));
    assertThat(status.get("content").textValue()).isEmpty();
    assertThat(status.get("visibility").textValue()).isEqualTo("unlisted");
    assertThat(status.has("reblog")).isFalse();
  }

  @Test
  void anEditShowsItsTimeAndContent() throws JsonProcessingException {
    PostPublished published = Samples.published(Samples.text());
    Post edited =
        Post.of(published)
            .edited(
                new PostEdited(
                    PostTarget.of(1001),
                    42,
                    Samples.TIME.plusSeconds(60),
                    PostContent.ofText("\"<b>\""),
                    null));
    JsonNode status = render(edited);
    assertThat(status.get("edited_at").textValue()).isEqualTo("2026-11-22T18:37:50.029Z");
    assertThat(status.get("content").textValue()).isEqualTo("<p>&quot;&lt;b&gt;&quot;</p>");
  }

  @Test
  void timesAlwaysHaveMilliseconds() {
    assertThat(ServedJson.time(Instant.EPOCH)).isEqualTo("1970-01-01T00:00:00.000Z");
  }
}
