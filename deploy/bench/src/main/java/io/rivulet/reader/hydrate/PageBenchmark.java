package io.rivulet.reader.hydrate;

import io.rivulet.account.AccountBody;
import io.rivulet.account.AccountRenderer;
import io.rivulet.account.Counts;
import io.rivulet.event.AccountUpdated;
import io.rivulet.event.PostContent;
import io.rivulet.event.PostPublished;
import io.rivulet.event.Visibility;
import io.rivulet.id.Ids;
import io.rivulet.post.Post;
import io.rivulet.post.PostBody;
import io.rivulet.post.StatusRenderer;
import io.rivulet.post.WebAddresses;
import io.rivulet.reaction.Standing;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// Splicing a page of 20 statuses out of stored fragments.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PageBenchmark {
  private static final int PAGE = 20;
  private static final long AUTHOR = 4_711;
  private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");
  private static final String TEXT =
      "Went down to the lake this morning, and the herons were back: two of them, standing quite still between the reeds #birds";

  private List<Status> statuses = List.of();

  /// Renders what the plan stage would have stored.
  @Setup(Level.Trial)
  public void render() {
    WebAddresses addresses = new WebAddresses(URI.create("http://127.0.0.1:8080"));
    io.rivulet.event.Profile likes =
        new io.rivulet.event.Profile("Number 1", "Likes birds", "", "", List.of(), false, false);
    Profile author =
        Profile.of(
            AccountBody.of(
                new AccountUpdated(AUTHOR, "number1", likes, TIME, TIME, null),
                1,
                new AccountRenderer(addresses)),
            new Counts(100, 20, TIME.toEpochMilli()),
            100);
    StatusRenderer renderer = new StatusRenderer(addresses);
    statuses =
        IntStream.range(0, PAGE)
            .mapToObj(
                i -> {
                  Instant time = TIME.plusSeconds(i);
                  PostPublished published =
                      new PostPublished(
                          Ids.firstAt(time),
                          AUTHOR,
                          time,
                          PostContent.ofText(TEXT),
                          Visibility.PUBLIC,
                          null,
                          null,
                          null,
                          null);
                  PostBody body = PostBody.of(Post.of(published), 1, renderer);
                  return new Status(published.id(), body, author, null, Standing.NONE);
                })
            .toList();
  }

  /// The JSON of a page.
  @Benchmark
  public byte[] page() {
    return StatusWriter.list(statuses, false);
  }
}
