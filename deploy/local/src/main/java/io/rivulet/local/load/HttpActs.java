package io.rivulet.local.load;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rivulet.local.LocalException;
import io.rivulet.local.LocalTokens;
import io.rivulet.local.client.Answer;
import io.rivulet.local.client.Call;
import io.rivulet.local.client.Carrier;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// Acts over HTTP. What is not answered, or with 5xx or 429, is tried again; a post keeps its
/// idempotency key, everything else may be done twice without effect.
final class HttpActs {
  /// Some 25 s in all: longer than a process takes to start.
  private static final int TRIES = 8;

  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final int TOO_MANY = 429;

  private final Carrier api;
  private final LocalTokens tokens;
  private final Population population;
  private final PostIds posts;
  private final Tally tally;
  private final ConcurrentHashMap<Integer, String> signed = new ConcurrentHashMap<>();

  HttpActs(Carrier api, LocalTokens tokens, Population population, PostIds posts, Tally tally) {
    this.api = api;
    this.tokens = tokens;
    this.population = population;
    this.posts = posts;
    this.tally = tally;
  }

  /// Does an act and counts what became of it.
  void perform(LoadAct act) throws InterruptedException {
    Optional<Call> call = call(act);
    if (call.isEmpty()) {
      tally.refused(act.kind(), Refusals.POST_REFUSED);
      return;
    }
    String reason = "";
    for (int attempt = 0; attempt < TRIES; attempt++) {
      if (attempt > 0) {
        tally.retried(act.kind(), reason);
        Thread.sleep(FIRST_PAUSE.multipliedBy(1L << attempt));
      }
      try {
        Answer answer = api.send(call.get());
        if (!isTransient(answer)) {
          judge(act, answer);
          return;
        }
        reason = "HTTP " + answer.status() + " " + answer.error();
      } catch (LocalException e) {
        reason = String.valueOf(e.getMessage());
      }
    }
    tally.failed(act.kind(), reason);
  }

  private static boolean isTransient(Answer answer) {
    return answer.status() >= 500 || answer.status() == TOO_MANY;
  }

  private void judge(LoadAct act, Answer answer) {
    if (!answer.succeeded()) {
      tally.refused(act.kind(), "HTTP " + answer.status() + " " + answer.error());
      return;
    }
    if (act instanceof LoadAct.Publish post) {
      posts.put(post.number(), answer.body().path("id").asLong());
    }
    tally.done(act.kind());
  }

  /// Empty if it names a post that was refused.
  private Optional<Call> call(LoadAct act) {
    String token = token(act.actor());
    return switch (act) {
      case LoadAct.Publish post -> publish(post, token);
      case LoadAct.Boost boost ->
          on(boost.post(), path -> Call.post(path + "/reblog", token, empty()));
      case LoadAct.Unboost boost ->
          on(boost.post(), path -> Call.post(path + "/unreblog", token, empty()));
      case LoadAct.Edit edit ->
          on(edit.post(), path -> new Call("PUT", path, token, StatusJson.of(edit.draft()), null));
      case LoadAct.Delete delete ->
          on(delete.post(), path -> new Call("DELETE", path, token, null, null));
      case LoadAct.Relate relate ->
          Optional.of(relate.change().call(token, account(relate.target())));
      case LoadAct.Decide decide ->
          Optional.of(
              Call.post(
                  "/api/v1/follow_requests/%d/%s"
                      .formatted(
                          account(decide.requester()), decide.accept() ? "authorize" : "reject"),
                  token,
                  empty()));
      case LoadAct.Read _ ->
          Optional.of(new Call("GET", "/api/v1/timelines/home", token, null, null));
      case LoadAct.Lock _ ->
          Optional.of(
              new Call(
                  "PATCH",
                  "/api/v1/accounts/update_credentials",
                  token,
                  empty().put("locked", true),
                  null));
    };
  }

  private Optional<Call> publish(LoadAct.Publish post, String token) {
    ObjectNode status =
        StatusJson.of(post.draft()).put("visibility", StatusJson.visibility(post.visibility()));
    if (post.replyTo() != null) {
      Optional<Long> answered = posts.find(post.replyTo());
      if (answered.isEmpty()) {
        return Optional.empty();
      }
      status.put("in_reply_to_id", Long.toString(answered.get()));
    }
    return Optional.of(
        Call.post("/api/v1/statuses", token, status)
            .withIdempotencyKey(UUID.randomUUID().toString()));
  }

  private Optional<Call> on(int post, Function<String, Call> call) {
    return posts.find(post).map(id -> call.apply("/api/v1/statuses/" + id));
  }

  private long account(int number) {
    return population.members().get(number).id();
  }

  private String token(int actor) {
    return signed.computeIfAbsent(actor, number -> tokens.of(account(number)));
  }

  private static ObjectNode empty() {
    return JsonNodeFactory.instance.objectNode();
  }
}
