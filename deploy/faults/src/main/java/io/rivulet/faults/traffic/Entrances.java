package io.rivulet.faults.traffic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rivulet.local.client.Answer;
import io.rivulet.local.client.Call;
import io.rivulet.local.client.Carrier;
import io.rivulet.local.client.FeedApi;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// The way to several readers and ingests, in turn, as a balancer has it that knows nothing of who
/// is well. Every post that is acknowledged is noted, with a marker in its text that is the same
/// for all tries of one post: so it shows if one was published twice.
public final class Entrances implements Carrier {
  /// Somebody who waits longer has gone.
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final String STATUSES = "/api/v1/statuses";

  private final List<FeedApi> readers;
  private final List<FeedApi> ingests;
  private final Ledger ledger;
  private final AtomicInteger turn = new AtomicInteger();

  /// @param readers addresses of their APIs
  /// @param ingests addresses of their APIs
  public Entrances(List<String> readers, List<String> ingests, Ledger ledger) {
    this.readers = apis(readers);
    this.ingests = apis(ingests);
    this.ledger = ledger;
  }

  private static List<FeedApi> apis(List<String> addresses) {
    return addresses.stream().map(address -> new FeedApi(address, PATIENCE)).toList();
  }

  @Override
  public Answer send(Call call) {
    FeedApi api = next(call.method().equals("GET") ? readers : ingests);
    String key = call.idempotencyKey();
    if (key == null || !call.path().equals(STATUSES)) {
      return api.send(call);
    }
    Answer answer = api.send(marked(call, key));
    if (answer.succeeded()) {
      ledger.acknowledged(answer.body().path("id").asLong(), marker(key));
    }
    return answer;
  }

  private FeedApi next(List<FeedApi> apis) {
    return apis.get(Math.floorMod(turn.getAndIncrement(), apis.size()));
  }

  private static Call marked(Call call, String key) {
    if (!(call.body() instanceof ObjectNode status)) {
      throw new IllegalArgumentException("a post without a body");
    }
    ObjectNode marked = status.deepCopy();
    marked.put("status", status.path("status").asText() + " " + marker(key));
    return new Call(call.method(), call.path(), call.token(), marked, key);
  }

  /// What the text of a post with this key ends with.
  private static String marker(String key) {
    return "mark-" + key;
  }
}
