package io.rivulet.fanout.plan;

import io.rivulet.topic.Topics;
import java.time.Duration;
import java.util.function.LongConsumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/// The plan stage of a whole system, without stores: whether an author is pulled, who gets an
/// entry, by which partition, and what shares a record are decided by the classes that decide it in
/// a worker. What is left out is what they rest on: followers come from whoever asks, and records
/// go to a sink instead of Kafka.
///
/// Not for several threads.
public final class CountedPlan {
  /// Who follows whom.
  public interface Follows {
    int count(long author);

    /// Visits all followers of an author, ascending.
    void forEach(long author, LongConsumer visitor);
  }

  private record Followers(Follows follows) implements Audience.Followers {
    @Override
    public int count(long author) {
      return follows.count(author);
    }

    @Override
    public void forEach(long author, LongConsumer visitor) {
      follows.forEach(author, visitor);
    }
  }

  /// Takes records of feed.deliveries.v1.
  @FunctionalInterface
  public interface Records {
    void take(int partition, byte[] value);
  }

  private final Follows follows;
  private final LargeAuthors largeAuthors;
  private final Audience audience;
  private final Outbox[] tasks;
  private final Outbox.Sink sink;

  /// A system with as many plan tasks as partitions.
  public CountedPlan(Follows follows, LargeAuthors largeAuthors, int partitions, Records records) {
    this.follows = follows;
    this.largeAuthors = largeAuthors;
    // Nobody wants a notice of each post, and nothing else is looked up in it.
    KeyValueStore<Bytes, byte[]> nothing = Stores.inMemoryKeyValueStore("notified").get();
    this.audience = new Audience(new Followers(follows), new NotifiedTable(nothing), partitions);
    this.tasks = new Outbox[partitions];
    for (int task = 0; task < partitions; task++) {
      tasks[task] = new Outbox(partitions);
    }
    this.sink = (partition, value, _, _, _) -> records.take(partition, value);
  }

  /// How long a delivery of a busy thread waits for others to its partition.
  public static Duration company() {
    return PlanProcessor.COMPANY;
  }

  /// Recipients that a record carries at most.
  public static int recipientsARecord() {
    return Outbox.MOST_RECIPIENTS;
  }

  /// What a post did.
  ///
  /// @param task that planned it
  /// @param begins whether nothing waited in that task before
  /// @param pushed whether it went to the author's followers
  /// @param recipients accounts it goes to
  public record Post(int task, boolean begins, boolean pushed, long recipients) {}

  /// Plans a post of an author who never crossed.
  public Post plan(long author, long id) {
    int task = Topics.partition(author, tasks.length);
    boolean pushed = !largeAuthors.pulls(follows.count(author), false);
    Audience.Reach reach = audience.of(author, id, pushed);
    boolean begins = tasks[task].isEmpty();
    reach.deliveries().forEach(one -> tasks[task].add(one, 0, null, sink));
    return new Post(task, begins, pushed, reach.recipients());
  }

  /// Sends what waits in a task.
  public void flush(int task) {
    tasks[task].flush(sink);
  }
}
