package io.rivulet.bench.fanout;

import io.rivulet.bench.graph.FollowGraph;
import io.rivulet.local.FanoutAlone;
import io.rivulet.local.Reporter;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/// A feed that lives: Kafka, a worker and Redis, accounts who follow each other, and posts that are
/// published and delivered. Nobody is held to a core.
public final class LiveFeed implements AutoCloseable {
  private static final List<String> JVM = List.of("-Xms512m", "-Xmx512m", "-XX:+UseSerialGC");
  private static final int PARTITIONS = 8;
  private static final Duration WARM = Duration.ofSeconds(30);

  private final FanoutStack stack;
  private final FollowGraph graph;
  private final Population population;
  private final Throughput throughput;

  private LiveFeed(FanoutStack stack, FollowGraph graph, Reporter reporter) {
    this.stack = stack;
    this.graph = graph;
    this.population = new Population(stack, graph, reporter);
    this.throughput = new Throughput(stack, population, graph.accounts(), reporter);
  }

  /// Starts all and has the accounts of a graph join.
  public static LiveFeed open(FollowGraph graph, Reporter reporter) {
    FanoutStack stack = FanoutStack.open(PARTITIONS, new FanoutAlone.Settings(JVM, 1, "none"));
    try {
      stack.startWorker();
      var feed = new LiveFeed(stack, graph, reporter);
      feed.population.join();
      return feed;
    } catch (RuntimeException e) {
      stack.close();
      throw e;
    }
  }

  /// Its Kafka, Redis and worker.
  public FanoutStack stack() {
    return stack;
  }

  /// The highest rate of posts a second that is kept up with, when nobody reads.
  public double mostPostsASecond() {
    throughput.warmUp(WARM);
    return throughput.mostPostsASecond();
  }

  /// Publishes posts and waits until they are delivered.
  public void publish(int posts) {
    throughput.publish(posts);
    population.settle(0);
  }

  /// Publishes posts at a rate until it is closed.
  ///
  /// @param rate a second
  public AutoCloseable posting(double rate) {
    var log = new EventLog(stack.kafka().bootstrapServers(), 1);
    var posts = new Posts(log);
    var random = new Random(4);
    var pacer = new Pacer("posts", rate, _ -> posts.publish(random.nextInt(graph.accounts())));
    return () -> {
      pacer.close();
      log.close();
      population.settle(0);
    };
  }

  @Override
  public void close() {
    stack.close();
  }
}
