package io.rivulet.vitals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class VitalsTest {

  private static Scrape worker(String name, int events, int deliveries, String oldest, int aged) {
    return new Scrape(
        name,
        Sample.parse(
            """
      rivulet_tasks 4
      rivulet_plan_events_total{type="post-published"} %d
      rivulet_plan_events_total{type="followed"} 999
      rivulet_deliveries_total %d
      rivulet_oldest_undelivered_seconds %s
      rivulet_delivery_age_seconds_bucket{size="small",le="0.1"} %d
      rivulet_delivery_age_seconds_bucket{size="small",le="+Inf"} %d
      rivulet_partition_lag{topic="feed.posts.v1",partition="0"} 3
      rivulet_partition_lag{topic="feed.posts.v1",partition="10"} 5
      rivulet_dead_letters_total{service="feed-fanout",kind="malformed"} 2
      """
                .formatted(events, deliveries, oldest, aged / 2, aged)),
        null);
  }

  private static Scrape reader(int served, int failed, int limit) {
    return new Scrape(
        "feed-reader",
        Sample.parse(
            """
      rivulet_http_requests_seconds_count{method="GET",route="/a/{id}",status="200"} %d
      rivulet_http_requests_seconds_count{method="GET",route="/a/{id}",status="503"} %d
      rivulet_reader_rebuilds_total{outcome="made"} 7
      rivulet_redis_memory_bytes 950
      rivulet_redis_memory_limit_bytes %d
      rivulet_redis_keyspace_bytes{keyspace="home"} 100
      rivulet_redis_keyspace_bytes{keyspace="post"} 300
      rivulet_redis_keyspace_keys{keyspace="home"} 5
      rivulet_redis_keyspace_keys{keyspace="post"} 6
      """
                .formatted(served, failed, limit)),
        null);
  }

  private static Vitals.Keyspace keyspace(Vitals vitals, String name) {
    return Objects.requireNonNull(vitals.memory().keyspaces().get(name));
  }

  @Test
  void workersAndReadersAreToldTogether() {
    Vitals vitals =
        Vitals.of(
            List.of(
                worker("one", 10, 100, "0.5", 10), worker("two", 0, 0, "0", 0), reader(5, 0, 0)),
            List.of(
                worker("one", 30, 300, "0.5", 20),
                worker("two", 6, 60, "2.5", 10),
                reader(25, 0, 0)),
            2);
    assertThat(vitals.flow().posts()).isEqualTo(13);
    assertThat(vitals.flow().deliveries()).isEqualTo(130);
    assertThat(vitals.flow().requests()).isEqualTo(10);
    assertThat(vitals.flow().failed()).isZero();
    assertThat(vitals.delivery().oldest()).isEqualTo(2.5);
    Ages small = Objects.requireNonNull(vitals.delivery().ages().get("small"));
    assertThat(small.count()).isEqualTo(20);
    assertThat(small.quantile(0.25)).isCloseTo(0.05, within(1e-9));
    assertThat(vitals.lags()).isEqualTo(Map.of("feed.posts.v1", Map.of(0, 6.0, 10, 10.0)));
    assertThat(vitals.memory().keyspaces().keySet()).containsExactly("post", "home");
    assertThat(keyspace(vitals, "home")).isEqualTo(new Vitals.Keyspace(100, 5));
    assertThat(vitals.processes().getFirst()).isEqualTo(new Vitals.Worker("one", true, 4, 8, 0));
    assertThat(vitals.faults()).isEmpty();
  }

  @Test
  void aProcessThatBeganAnewCountsFromZeroAndNotBackwards() {
    Vitals vitals =
        Vitals.of(
            List.of(worker("one", 1_000, 5_000, "0", 0), worker("two", 10, 10, "0", 0)),
            List.of(worker("one", 4, 40, "0", 0), worker("two", 20, 20, "0", 0)),
            1);
    assertThat(vitals.flow().posts()).isEqualTo(14);
    assertThat(vitals.flow().deliveries()).isEqualTo(50);
  }

  /// It did not answer at the look before, or was not there: what it counts is not of this moment.
  @Test
  void ofAProcessThatToldNothingBeforeNoRateIsMade() {
    Vitals vitals =
        Vitals.of(
            List.of(new Scrape("one", List.of(), "no answer"), worker("two", 0, 0, "0", 0)),
            List.of(
                worker("one", 1_000, 5_000, "0", 1_000),
                worker("two", 4, 40, "0", 10),
                worker("three", 1_000, 5_000, "0", 1_000)),
            1);
    assertThat(vitals.flow().deliveries()).isEqualTo(40);
    assertThat(Objects.requireNonNull(vitals.delivery().ages().get("small")).count()).isEqualTo(10);
    assertThat(vitals.faults()).isEmpty();
  }

  @Test
  void whatIsWrongIsToldEachInALine() {
    Scrape broken =
        new Scrape(
            "feed-ingest",
            Sample.parse(
                """
                rivulet_breaker_open{of="redis"} 1
                rivulet_breaker_open{of="workers"} 0
                rivulet_dead_letters_total{reason="unknown-author"} 3
                """),
            null);
    Vitals vitals =
        Vitals.of(
            List.of(
                new Scrape("feed-ingest", List.of(), null),
                new Scrape("one", Sample.parse("rivulet_tasks 4"), null),
                reader(5, 1, 1_000)),
            List.of(
                broken,
                new Scrape("two", List.of(), "no answer"),
                worker("one", 0, 0, "11", 0),
                reader(5, 3, 1_000)),
            2);
    assertThat(vitals.flow().failed()).isEqualTo(1);
    assertThat(vitals.faults())
        .extracting(Fault::text)
        .containsExactly(
            "feed-ingest does not ask redis: it has failed",
            "two does not tell of itself: no answer",
            "The oldest post that is not delivered is 11 s old",
            "Redis uses 95 % of its memory",
            "2 requests were answered with 5xx",
            "2 new dead letters: malformed",
            "3 new dead letters: unknown-author");
  }

  /// By what does not change while it lasts, a fault is known again; and each has an entry in the
  /// runbook, which [io.rivulet.vitals] cannot see.
  @Test
  void aFaultIsTheSameThoughItsNumbersChange() {
    List<Scrape> none = List.of(new Scrape("one", List.of(), null));
    List<Fault> first = Faults.of(none, List.of(worker("one", 0, 0, "11", 0)));
    List<Fault> second = Faults.of(none, List.of(worker("one", 0, 0, "12", 0)));
    assertThat(first)
        .extracting(Fault::alert, Fault::of)
        .containsExactly(
            tuple("OldestUndeliveredPostLate", ""), tuple("DeadLettersBehindIngest", "malformed"));
    assertThat(second).extracting(Fault::of).isEqualTo(first.stream().map(Fault::of).toList());
    assertThat(second.getFirst().text()).isNotEqualTo(first.getFirst().text());
  }

  @Test
  void whatAnAuthorCostsAddsUpOverWorkersAndTheMostCostlyComeFirst() {
    Authors one = Authors.of(100, List.of(new Authors.Author(7, 60), new Authors.Author(8, 30)));
    Authors two = Authors.of(50, List.of(new Authors.Author(8, 40)));
    List<Scrape> scrapes =
        List.of(
            new Scrape("one", Sample.parse(one.text()), null),
            new Scrape("two", Sample.parse(two.text()), null));
    assertThat(Vitals.of(scrapes, scrapes, 1).authors())
        .isEqualTo(new Authors(150, List.of(new Authors.Author(8, 70), new Authors.Author(7, 60))));
    assertThat(Vitals.of(List.of(), List.of(), 1).authors()).isEqualTo(Authors.NONE);
  }

  @Test
  void noMoreAuthorsAreToldThanAPageShows() {
    List<Authors.Author> many =
        LongStream.rangeClosed(1, 1_000).mapToObj(id -> new Authors.Author(id, id)).toList();
    assertThat(Authors.of(500_500, many).top())
        .extracting(Authors.Author::id)
        .containsExactly(1_000L, 999L, 998L, 997L, 996L, 995L, 994L, 993L, 992L, 991L);
  }
}
