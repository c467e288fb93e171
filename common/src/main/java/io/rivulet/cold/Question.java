package io.rivulet.cold;

import io.rivulet.post.PostBody;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Some posts, of which several workers are asked, and what came back by now.
final class Question {
  private final Set<Long> ids;
  private final int partitions;
  private final byte[] encoded;
  private final Map<Long, PostBody> found = new HashMap<>();
  private final BitSet searched = new BitSet();
  private final List<CompletableFuture<Searched>> asked = new ArrayList<>();
  private final BlockingQueue<Optional<Searched>> answers = new LinkedBlockingQueue<>();
  private int answered;
  private int failed;

  /// @param ids each once
  /// @param partitions that have to be searched before a post is nowhere; 0 if nobody knows
  Question(List<Long> ids, int partitions) {
    this.ids = Set.copyOf(ids);
    this.partitions = partitions;
    this.encoded = DoorProtocol.encode(ids);
  }

  void ask(AskedWorker worker) {
    CompletableFuture<Searched> answer = worker.ask(encoded);
    asked.add(answer);
    var _ = answer.whenComplete((searched, _) -> answers.add(Optional.ofNullable(searched)));
  }

  /// Waits until all is found, or was looked for everywhere.
  ///
  /// @param deadline of [System#nanoTime]
  /// @return false if that did not come to be
  boolean await(long deadline) {
    try {
      while (!isComplete() && answered < asked.size()) {
        Optional<Searched> next =
            answers.poll(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        if (next == null) {
          break;
        }
        answered++;
        next.ifPresentOrElse(this::add, () -> failed++);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return isComplete();
  }

  private void add(Searched answer) {
    searched.or(answer.partitions());
    // While a partition moves two may have it for a moment: the newer one is right.
    answer
        .found()
        .forEach(
            (id, body) -> {
              if (ids.contains(id)) {
                found.merge(id, body, PostBody::newer);
              }
            });
  }

  private boolean isComplete() {
    return found.size() == ids.size() || (partitions > 0 && searched.cardinality() >= partitions);
  }

  Map<Long, PostBody> found() {
    return found;
  }

  @Override
  public String toString() {
    return "%d of %d found, %d of %s partitions searched, %d of %d workers failed, %d silent"
        .formatted(
            found.size(),
            ids.size(),
            searched.cardinality(),
            partitions == 0 ? "unknown" : Integer.toString(partitions),
            failed,
            asked.size(),
            asked.size() - answered);
  }
}
