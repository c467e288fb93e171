package io.rivulet.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rivulet.event.ActEvent;
import io.rivulet.event.EventJson;
import io.rivulet.event.ListMembersChanged;
import io.rivulet.event.Reacted;
import io.rivulet.event.Reaction;
import io.rivulet.event.Unreacted;
import io.rivulet.ingest.RunningIngest.Answer;
import io.rivulet.keyspace.Keyspace;
import io.rivulet.reaction.Reactions;
import io.rivulet.redis.Redis;
import io.rivulet.redis.RedisSettings;
import io.rivulet.servers.TestServers;
import io.rivulet.topic.Topics;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Likes, bookmarks, pins, markers, lists, dismissals: at once in the answer, and in Kafka.
class ReactionsIT {
  private static RunningIngest ingest;
  private static Redis redis;

  @BeforeAll
  static void start() {
    Topic.createAll(TestServers.kafka());
    redis = new Redis(RedisSettings.of(TestServers.redis()));
    ingest = new RunningIngest(TestServers.kafka(), TestServers.redis(), 0);
  }

  @AfterAll
  static void stop() {
    ingest.close();
    redis.close();
  }

  private static List<ActEvent> acts(long account) {
    return Topic.read(TestServers.kafka(), Topics.ACTS).stream()
        .map(record -> EventJson.decode(record.value(), ActEvent.class))
        .filter(act -> act.account() == account)
        .toList();
  }

  private static Answer post(long viewer, String path) throws Exception {
    return ingest.as(viewer, "POST", "/api/v1/statuses/" + path, "");
  }

  private static JsonNode done(Answer answer) {
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    return answer.body();
  }

  @ParameterizedTest
  @CsvSource({
    "favourite, unfavourite, favourited, LIKE",
    "bookmark, unbookmark, bookmarked, BOOKMARK",
    "pin, unpin, pinned, PIN"
  })
  void aReactionShowsAtOnceAndIsPublishedOnce(
      String make, String takeBack, String flag, Reaction reaction) throws Exception {
    long author = ingest.account();
    String id = ingest.publish(author, "a post").id();
    int likes = reaction == Reaction.LIKE ? 1 : 0;
    for (int i = 0; i < 2; i++) {
      JsonNode status = done(post(author, id + "/" + make));
      assertThat(status.path(flag).asBoolean()).isTrue();
      assertThat(status.path("favourites_count").asInt()).isEqualTo(likes);
    }
    for (int i = 0; i < 2; i++) {
      JsonNode status = done(post(author, id + "/" + takeBack));
      assertThat(status.path(flag).asBoolean()).isFalse();
      assertThat(status.path("favourites_count").asInt()).isZero();
    }
    List<ActEvent> acts = acts(author);
    assertThat(acts).as("what is taken back is published in any case").hasSize(3);
    assertThat(acts.getFirst())
        .isInstanceOfSatisfying(
            Reacted.class,
            made -> {
              assertThat(made.reaction()).isEqualTo(reaction);
              assertThat(made.post().id()).isEqualTo(Long.parseLong(id));
              assertThat(made.post().author()).isEqualTo(author);
            });
    assertThat(acts.getLast()).isInstanceOf(Unreacted.class);
  }

  @Test
  void whatIsCorruptInRedisKeepsNobodyFromReacting() throws Exception {
    long author = ingest.account();
    String id = ingest.publish(author, "a post").id();
    long post = Long.parseLong(id);
    byte[] garbage = {99, 1};
    redis.await(redis.commands().set(Keyspace.tally(post), garbage));
    redis.await(redis.commands().set(Keyspace.reactions(author, Reactions.period(post)), garbage));
    redis.await(redis.commands().hset(Keyspace.ownReactions(author), "x".getBytes(UTF_8), garbage));
    for (String act : List.of("favourite", "pin", "bookmark", "unfavourite")) {
      done(post(author, id + "/" + act));
    }
    assertThat(acts(author)).hasSize(4);
  }

  @Test
  void aLikeOfABoostIsOneOfTheOriginal() throws Exception {
    long author = ingest.account();
    long liker = ingest.account();
    String id = ingest.publish(author, "a post").id();
    String boost = done(post(liker, id + "/reblog")).path("id").asText();
    JsonNode liked = done(post(liker, boost + "/favourite"));
    assertThat(liked.path("id").asText()).isEqualTo(id);
    assertThat(liked.path("favourited").asBoolean()).isTrue();
    assertThat(liked.path("reblogged").asBoolean()).as("boosted a moment ago").isTrue();
    assertThat(liked.path("reblogs_count").asInt()).isEqualTo(1);
    JsonNode unboosted = done(post(liker, id + "/unreblog"));
    assertThat(unboosted.path("reblogs_count").asInt()).isZero();
    assertThat(unboosted.path("favourites_count").asInt()).isEqualTo(1);
  }

  @Test
  void anAnswerIsCountedForWhoWroteItUntilItIsDeleted() throws Exception {
    long author = ingest.account();
    String id = ingest.publish(author, "a post").id();
    String body = "{\"status\":\"an answer\",\"in_reply_to_id\":\"" + id + "\"}";
    String reply = done(ingest.as(author, "POST", "/api/v1/statuses", body)).path("id").asText();
    assertThat(done(post(author, id + "/bookmark")).path("replies_count").asInt()).isEqualTo(1);
    done(ingest.as(author, "DELETE", "/api/v1/statuses/" + reply, ""));
    assertThat(done(post(author, id + "/unbookmark")).path("replies_count").asInt()).isZero();
  }

  @Test
  void whatOneMayNotSeeIsAbsent() throws Exception {
    long author = ingest.account();
    String body = "{\"status\":\"mine\",\"visibility\":\"private\"}";
    String id = done(ingest.as(author, "POST", "/api/v1/statuses", body)).path("id").asText();
    long stranger = ingest.account();
    for (String act : List.of("favourite", "unfavourite", "bookmark", "pin")) {
      assertThat(post(stranger, id + "/" + act).status()).as(act).isEqualTo(404);
    }
    assertThat(acts(stranger)).isEmpty();
  }

  @Test
  void othersPostsCannotBePinnedAndFiveAreEnough() throws Exception {
    long author = ingest.account();
    String foreign = ingest.publish(ingest.account(), "another's").id();
    assertThat(post(author, foreign + "/pin").status()).isEqualTo(422);
    String first = ingest.publish(author, "the first").id();
    done(post(author, first + "/pin"));
    for (int i = 0; i < 4; i++) {
      done(post(author, ingest.publish(author, "post " + i).id() + "/pin"));
    }
    String sixth = ingest.publish(author, "a sixth").id();
    assertThat(post(author, sixth + "/pin").status()).isEqualTo(422);
    done(ingest.as(author, "DELETE", "/api/v1/statuses/" + first, ""));
    done(post(author, sixth + "/pin"));
  }

  @Test
  void markersMoveByFormAndJsonAndCountTheirMoves() throws Exception {
    long account = ingest.account();
    JsonNode first =
        done(
            ingest.as(account, "POST", "/api/v1/markers", "{\"home\":{\"last_read_id\":\"123\"}}"));
    assertThat(first.path("home").path("last_read_id").asText()).isEqualTo("123");
    assertThat(first.has("notifications")).isFalse();
    JsonNode second =
        done(
            ingest.as(
                account,
                "POST",
                "/api/v1/markers",
                "{\"home\":{\"last_read_id\":\"124\"},\"notifications\":{\"last_read_id\":5}}"));
    assertThat(second.path("home").path("version").asInt()).isEqualTo(2);
    assertThat(second.path("notifications").path("last_read_id").asText()).isEqualTo("5");
    Answer wrong =
        ingest.as(account, "POST", "/api/v1/markers", "{\"home\":{\"last_read_id\":\"x\"}}");
    assertThat(wrong.status()).isEqualTo(422);
  }

  @Test
  void aListTakesThoseWhomItsOwnerFollows() throws Exception {
    long owner = ingest.account();
    long friend = ingest.account();
    long stranger = ingest.account();
    done(ingest.relate(owner, "follow", friend));
    String list =
        done(ingest.as(owner, "POST", "/api/v1/lists", "{\"title\":\" Friends \"}"))
            .path("id")
            .asText();
    String members = "/api/v1/lists/" + list + "/accounts";
    String theFriend = "{\"account_ids\":[\"" + friend + "\"]}";
    String theStranger = "{\"account_ids\":[\"" + stranger + "\"]}";
    assertThat(ingest.as(owner, "POST", members, theStranger).status()).isEqualTo(404);
    done(ingest.as(owner, "POST", members, theFriend));
    assertThat(ingest.as(owner, "POST", members, theFriend).status()).isEqualTo(422);
    assertThat(ingest.as(stranger, "POST", members, theFriend).status()).isEqualTo(404);
    JsonNode renamed =
        done(ingest.as(owner, "PUT", "/api/v1/lists/" + list, "{\"replies_policy\":\"none\"}"));
    assertThat(renamed.path("title").asText()).isEqualTo("Friends");
    assertThat(renamed.path("replies_policy").asText()).isEqualTo("none");
    done(ingest.as(owner, "DELETE", members + "?account_ids[]=" + friend, ""));
    done(ingest.as(owner, "DELETE", "/api/v1/lists/" + list, ""));
    assertThat(ingest.as(owner, "DELETE", "/api/v1/lists/" + list, "").status()).isEqualTo(404);
    assertThat(acts(owner)).hasSize(5).element(1).isInstanceOf(ListMembersChanged.class);
  }

  @Test
  void aListNeedsATitleAndAPolicyThatExists() throws Exception {
    long owner = ingest.account();
    assertThat(ingest.as(owner, "POST", "/api/v1/lists", "{}").status()).isEqualTo(422);
    String policy = "{\"title\":\"a\",\"replies_policy\":\"some\"}";
    assertThat(ingest.as(owner, "POST", "/api/v1/lists", policy).status()).isEqualTo(422);
  }

  @Test
  void notificationsAreDismissedOneByOneAndAllAtOnce() throws Exception {
    long account = ingest.account();
    done(ingest.as(account, "POST", "/api/v1/notifications/77/dismiss", ""));
    done(ingest.as(account, "POST", "/api/v1/notifications/clear", ""));
    assertThat(ingest.as(account, "POST", "/api/v1/notifications/x/dismiss", "").status())
        .isEqualTo(404);
    assertThat(acts(account)).hasSize(2);
  }
}
