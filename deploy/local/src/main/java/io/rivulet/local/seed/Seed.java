package io.rivulet.local.seed;

import io.rivulet.kafka.KafkaSettings;
import io.rivulet.local.LocalException;
import io.rivulet.local.Reporter;
import io.rivulet.local.client.FeedClient;
import io.rivulet.publisher.FeedPublisher;
import io.rivulet.publisher.Position;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;

/// Publishes the first population, and then a few posts a second.
///
/// Accounts and follows may be published again without effect, posts may not. So a file in the data
/// folder says that posts have begun: after that no later start seeds again, even if this one did
/// not finish.
public final class Seed implements AutoCloseable {
  private static final String POSTS_BEGUN = "seeded";
  private static final long SEED = 98;
  private static final int POSTS = 4_000;

  /// Acts between two looks whether what was published has arrived.
  private static final int ROUND = 500;

  /// The first posts are as old as this, so that a timeline looks as if people had lived.
  private static final Duration PAST = Duration.ofHours(36);

  private static final Duration ARRIVAL_BOUND = Duration.ofMinutes(2);
  private static final Duration LOOK_EVERY = Duration.ofMillis(50);
  private static final Duration POST_EVERY = Duration.ofMillis(350);

  /// Steady posts between two looks.
  private static final int STEADY_ROUND = 20;

  private final FeedPublisher publisher;
  private final FeedClient client;
  private final Path data;
  private final Reporter reporter;
  private final Clock clock;
  private final Words words = Words.load();
  private final Graph graph = Graph.reed98();
  private final List<People.Person> people = People.invent(graph.people(), words, SEED);

  /// @param kafka bootstrap servers
  /// @param data the run's data folder
  public Seed(KafkaSettings kafka, FeedClient client, Path data, Reporter reporter, Clock clock) {
    this.publisher = FeedPublisher.connect(kafka);
    this.client = client;
    this.data = data;
    this.reporter = reporter;
    this.clock = clock;
  }

  /// A username that will be there, to be shown in examples.
  public static String example() {
    return People.invent(1, Words.load(), SEED).getFirst().username();
  }

  /// The usernames of all people there will be, the same in each run.
  public static List<String> usernames() {
    return People.invent(Graph.reed98().people(), Words.load(), SEED).stream()
        .map(People.Person::username)
        .toList();
  }

  /// True if there is nothing to do any more.
  public boolean isPlanted() {
    return isPlantedIn(data);
  }

  /// Whether the people of the seed live in a data folder.
  public static boolean isPlantedIn(Path data) {
    return Files.exists(data.resolve(POSTS_BEGUN));
  }

  /// Publishes accounts, follows and posts, and returns when they are through feed-ingest.
  ///
  /// @throws LocalException if they do not get through
  /// @throws InterruptedException if the run ends
  public void plant() throws InterruptedException {
    long began = System.nanoTime();
    publishAccounts();
    publishFollows();
    publishPosts();
    reporter.say(
        "Seed is through: %,d people, %,d follows, %,d acts in %.1f s"
            .formatted(
                people.size(),
                2 * graph.friendships().size(),
                POSTS,
                (System.nanoTime() - began) / 1e9));
  }

  private void publishAccounts() throws InterruptedException {
    Map<Integer, String> last = new HashMap<>();
    List<CompletableFuture<Position>> sent = new ArrayList<>();
    for (People.Person person : people) {
      sent.add(publisher.account(person.username(), person.profile()));
    }
    for (int i = 0; i < sent.size(); i++) {
      last.put(join(sent.get(i)).partition(), people.get(i).username());
    }
    for (String username : last.values()) {
      awaitArrival(() -> client.hasAccount(username));
    }
    reporter.say("Seed: %,d people".formatted(people.size()));
  }

  private void publishFollows() {
    List<CompletableFuture<Position>> sent = new ArrayList<>();
    for (Graph.Friendship friendship : graph.friendships()) {
      String one = people.get(friendship.one()).handle();
      String other = people.get(friendship.other()).handle();
      sent.add(publisher.follow(one, other));
      sent.add(publisher.follow(other, one));
    }
    sent.forEach(Seed::join);
    reporter.say("Seed: %,d follows".formatted(sent.size()));
  }

  private void publishPosts() throws InterruptedException {
    markBegun();
    var script = new Script(graph, people, words, SEED);
    var performer = new Performer(publisher, people);
    Instant first = clock.instant().minus(PAST);
    Duration step = PAST.dividedBy(POSTS);
    for (int done = 0; done < POSTS; done += ROUND) {
      for (int i = done; i < done + ROUND; i++) {
        performer.perform(script.next(), first.plus(step.multipliedBy(i)));
      }
      awaitArrival(performer);
      script.settle();
      reporter.say("Seed: %,d of %,d acts".formatted(done + ROUND, POSTS));
    }
  }

  /// Publishes some three posts a second until it is interrupted.
  ///
  /// @throws InterruptedException when the run ends
  public void goOn() throws InterruptedException {
    var script = new Script(graph, people, words, clock.millis());
    var performer = new Performer(publisher, people);
    while (true) {
      for (int i = 0; i < STEADY_ROUND; i++) {
        performer.perform(script.next(), null);
        Thread.sleep(POST_EVERY);
      }
      awaitArrival(performer);
      script.settle();
    }
  }

  private void awaitArrival(Performer performer) throws InterruptedException {
    try {
      for (long id : performer.confirm()) {
        awaitArrival(() -> client.hasStatus(id));
      }
    } catch (CompletionException e) {
      throw unaccepted(e);
    }
  }

  private static Position join(CompletableFuture<Position> sent) {
    try {
      return sent.join();
    } catch (CompletionException e) {
      throw unaccepted(e);
    }
  }

  private static LocalException unaccepted(CompletionException e) {
    return new LocalException("Kafka does not take the seed: " + e.getMessage(), e);
  }

  /// Services may be away for a moment: whatever they answer meanwhile is no arrival.
  private static void awaitArrival(BooleanSupplier arrived) throws InterruptedException {
    long deadline = System.nanoTime() + ARRIVAL_BOUND.toNanos();
    while (!hasArrived(arrived)) {
      if (System.nanoTime() > deadline) {
        throw new LocalException(
            "The seed does not get through feed-ingest: its log, or feed.dead-letters.v1, says why");
      }
      Thread.sleep(LOOK_EVERY);
    }
  }

  private static boolean hasArrived(BooleanSupplier arrived) {
    try {
      return arrived.getAsBoolean();
    } catch (LocalException _) {
      return false;
    }
  }

  private void markBegun() {
    try {
      Files.writeString(data.resolve(POSTS_BEGUN), clock.instant() + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    publisher.close();
  }
}
