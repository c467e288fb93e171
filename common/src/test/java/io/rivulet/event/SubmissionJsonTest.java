package io.rivulet.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SubmissionJsonTest {

  static Stream<Submission> submissions() {
    return Samples.submissions();
  }

  @ParameterizedTest
  @MethodSource("submissions")
  void everySubmissionRoundTripsAndFitsItsSchema(Submission submission) {
    byte[] json = SubmissionJson.encode(submission);
    assertThat(SubmissionJson.decode(json)).isEqualTo(submission);
    assertThat(Schemas.problems("submission-" + SubmissionJson.type(submission), json)).isEmpty();
  }

  @Test
  void randomSubmissionsRoundTripAndFitTheirSchemas() {
    long seed = new Random().nextLong();
    RandomEvents random = new RandomEvents(seed);
    for (int i = 0; i < 500; i++) {
      Submission submission = random.submission();
      byte[] json = SubmissionJson.encode(submission);
      assertThat(SubmissionJson.decode(json)).as("seed %d, %d", seed, i).isEqualTo(submission);
      assertThat(Schemas.problems("submission-" + SubmissionJson.type(submission), json))
          .as("seed %d, %d: %s", seed, i, new String(json, UTF_8))
          .isEmpty();
    }
  }

  @Test
  void aPostNeedsOnlyAnAuthorAndAText() {
    assertThat(decode("{\"type\":\"post\",\"author\":\"@ann\",\"text\":\"Hello\"}"))
        .isEqualTo(
            new Submission.Post(
                AccountRef.named("ann"),
                null,
                Draft.ofText("Hello"),
                Visibility.PUBLIC,
                null,
                null));
  }

  @Test
  void anAccountNeedsOnlyAUsername() {
    assertThat(decode("{\"type\":\"account\",\"username\":\"ann\",\"unknown\":1}"))
        .isEqualTo(new Submission.Account("ann", Profile.EMPTY, null));
  }

  /// What the decoder refuses, the schema refuses too, so that producers can rely on it.
  @ParameterizedTest(name = "[{index}] {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "post | `` | author | a string | nothing",
        "post | \"author\":7 | author | a string | the number 7",
        "post | \"author\":\"ann\",\"text\":\"x\" | author | a decimal id or \"@username\" | \"ann\"",
        "post | \"author\":\"@an n\",\"text\":\"x\" | author | a decimal id or \"@username\" | \"@an n\"",
        "post | \"author\":\"@\",\"text\":\"x\" | author | a decimal id or \"@username\" | \"@\"",
        "post | \"author\":\"7\" | text | a text, media or a card | none of them",
        "post | \"author\":\"7\",\"text\":\"  \" | text | a text, media or a card | none of them",
        "post | \"author\":\"7\",\"text\":8 | text | a string | the number 8",
        "post | \"author\":\"7\",\"text\":\"x\",\"v\":2 | v | a number from 1 to 1 | 2",
        "post | \"author\":\"7\",\"text\":\"x\",\"visibility\":\"secret\" | visibility | one of public, unlisted, followers, direct | \"secret\"",
        "boost | \"author\":\"7\",\"boostOf\":{\"id\":\"5\"},\"visibility\":\"direct\" | visibility | one of public, unlisted, followers in a boost | \"direct\"",
        "post | \"author\":\"7\",\"text\":\"x\",\"replyTo\":\"5\" | replyTo | a JSON object | \"5\"",
        "post | \"author\":\"7\",\"text\":\"x\",\"replyTo\":{} | replyTo | either id or clientKey | neither",
        "post | \"author\":\"7\",\"text\":\"x\",\"replyTo\":{\"id\":\"1\",\"clientKey\":\"k\"} | replyTo | either id or clientKey | both",
        "post | \"author\":\"7\",\"text\":\"x\",\"createdAt\":\"now\" | createdAt | an ISO 8601 time | \"now\"",
        "post | \"author\":\"7\",\"text\":\"x\",\"media\":{} | media | a list | the object {}",
        "post | \"author\":\"7\",\"text\":\"x\",\"media\":[{\"kind\":\"image\",\"url\":\"/1.jpg\"}] | media[0].url | an http or https address | \"/1.jpg\"",
        "boost | \"author\":\"7\" | boostOf | a JSON object | nothing",
        "boost | \"author\":\"7\",\"boostOf\":{\"id\":5} | boostOf.id | a positive id | the number 5",
        "edit | \"author\":\"7\",\"text\":\"x\" | post | a JSON object | nothing",
        "edit | \"author\":\"7\",\"post\":{\"id\":\"1\"} | text | a text, media or a card | none of them",
        "delete | \"author\":\"7\",\"post\":{\"clientKey\":7} | post.clientKey | a string | the number 7",
        "delete | \"author\":\"7\",\"post\":{\"clientKey\":\"\"} | post.clientKey | a key that is not blank | \"\"",
        "follow | \"author\":\"7\" | followee | a string | nothing",
        "unfollow | \"author\":\"7\",\"followee\":\"@\" | followee | a decimal id or \"@username\" | \"@\"",
        "follow | \"author\":\"7\",\"followee\":\"8\",\"boosts\":\"yes\" | boosts | true or false | \"yes\"",
        "follow | \"author\":\"7\",\"followee\":\"8\",\"notified\":\"yes\" | notified | true or false | \"yes\"",
        "accept-follow | \"author\":\"7\",\"followee\":\"8\" | follower | a string | nothing",
        "reject-follow | \"author\":\"7\",\"follower\":8 | follower | a string | the number 8",
        "block | \"author\":\"7\" | target | a string | nothing",
        "block | \"target\":\"7\" | author | a string | nothing",
        "unblock | \"author\":\"7\",\"target\":\"bob\" | target | a decimal id or \"@username\" | \"bob\"",
        "mute | \"author\":\"7\",\"target\":\"8\",\"until\":\"later\" | until | an ISO 8601 time | \"later\"",
        "mute | \"author\":\"7\",\"target\":\"8\",\"until\":3600 | until | an ISO 8601 time | the number 3600",
        "unmute | \"author\":\"7\",\"target\":null | target | a string | nothing",
        "account | \"username\":\"a b\" | username | a username | \"a b\"",
        "account | \"username\":\"ann\",\"fields\":[{\"value\":\"x\"}] | fields[0].name | a string | nothing",
        "account | \"username\":\"ann\",\"bot\":1 | bot | true or false | the number 1",
      })
  void aWrongFieldIsNamed(
      String type, String members, String field, String expected, String found) {
    String json = "{\"type\":\"" + type + '"' + (members.isEmpty() ? "" : ",") + members + "}";
    InvalidEventException e = catchThrowableOfType(InvalidEventException.class, () -> decode(json));
    assertThat(e.field()).isEqualTo(field);
    assertThat(e.expected()).contains(expected);
    assertThat(e.found()).contains(found);
    assertThat(Schemas.problems("submission-" + type, json.getBytes(UTF_8))).isNotEmpty();
  }

  @Test
  void anUnknownTypeIsNamed() {
    InvalidEventException e =
        catchThrowableOfType(InvalidEventException.class, () -> decode("{\"type\":\"like\"}"));
    assertThat(e)
        .hasMessage(
            "type: expected one of post, boost, edit, delete, follow, unfollow, accept-follow,"
                + " reject-follow, block, unblock, mute, unmute, account, found \"like\"");
  }

  private static Submission decode(String json) {
    return SubmissionJson.decode(json.getBytes(UTF_8));
  }
}
