package io.rivulet.monitoring;

import static io.rivulet.monitoring.Dashboard.row;
import static io.rivulet.monitoring.Query.rate;
import static io.rivulet.monitoring.Query.share;

import io.rivulet.monitoring.Dashboard.Row;
import java.util.List;

/// The way in: HTTP, submissions, and what could not be used.
final class Ingest {
  private static final String JOB = "job=\"feed-ingest\"";
  private static final String FAILED =
      "(sum(rate(rivulet_publish_seconds_count{outcome=\"unavailable\"}[5m])) or vector(0))";

  private Ingest() {}

  static Dashboard dashboard() {
    return new Dashboard(
        "ingest",
        "ingest",
        "What is published over HTTP and by submissions, how soon Kafka has it, and what could not be used.",
        List.of(isItWell(), published(), submitted(), asked()));
  }

  private static Row isItWell() {
    return row(
        Dashboard.FIRST,
        Panel.stat(
            "Not acknowledged by Kafka",
            "Share of the events sent that Kafka did not acknowledge in time: publishers are answered 503.",
            Unit.SHARE,
            Thresholds.above(0.005, 0.05),
            FAILED + " / sum(rate(rivulet_publish_seconds_count[5m]))"),
        Panel.stat(
            "Kafka acknowledges in",
            "On average.",
            Unit.SECONDS,
            Thresholds.above(0.25, 1),
            "sum(rate(rivulet_publish_seconds_sum{outcome=\"acknowledged\"}[5m])) / sum(rate("
                + FeedHealth.PUBLISHED
                + "[5m]))"),
        FeedHealth.failing("feed-ingest"),
        Readers.refusing("feed-ingest"),
        Panel.stat(
            "Submissions put off",
            "A second: Redis, or who has a post, does not answer. They wait in Kafka, in their order.",
            Unit.PER_SECOND,
            Thresholds.aboveNothing(),
            "sum(rate(rivulet_submissions_waits_total[5m])) or vector(0)"),
        Panel.stat(
            "Dead letters in 15 min",
            "Submissions that could not be used. They are kept: deploy/rivulet dead-letters list.",
            Unit.NUMBER,
            Thresholds.above(1, 10),
            "sum(increase(rivulet_dead_letters_total{" + JOB + "}[15m])) or vector(0)"));
  }

  private static Row published() {
    return row(
        "Published over HTTP",
        Panel.stack(
            "Acknowledged, by event",
            "A second.",
            Unit.PER_SECOND,
            rate(FeedHealth.PUBLISHED, "event", "{{event}}")),
        Panel.lines(
            "Kafka acknowledges in",
            "On average, and the longest of late.",
            Unit.SECONDS,
            new Query(
                share(
                    Query.rate("rivulet_publish_seconds_sum", "instance"),
                    Query.rate("rivulet_publish_seconds_count", "instance")),
                "{{instance}} average"),
            new Query("max by (instance) (rivulet_publish_seconds_max)", "{{instance}} longest")),
        Panel.lines(
                "Not acknowledged",
                "unavailable: Kafka is away, slow, or the buffer is full. refused: the event is too large.",
                Unit.PER_SECOND,
                rate(
                    "rivulet_publish_seconds_count{outcome!=\"acknowledged\"}",
                    "outcome",
                    "{{outcome}}"))
            .width(8),
        Panel.lines(
                "Breakers",
                "1: not asked, since it does not answer.",
                Unit.NUMBER,
                new Query(
                    "max by (instance, of) (rivulet_breaker_open{" + JOB + "})",
                    "{{of}} {{instance}}"))
            .width(8),
        Panel.lines(
                "Overlays not written",
                "What was published shows to whoever did it when the fan-out has it, not at once.",
                Unit.PER_SECOND,
                rate("rivulet_overlay_failures_total", "", "not written"))
            .width(8));
  }

  private static Row submitted() {
    return row(
        "Submissions",
        Panel.stack(
                "Made into events",
                "A second, by event.",
                Unit.PER_SECOND,
                rate("rivulet_submissions_total", "event", "{{event}}"))
            .width(8),
        Panel.stack(
                "Dead letters, by reason",
                "In 15 min.",
                Unit.NUMBER,
                new Query(
                    "sum by (reason) (increase(rivulet_dead_letters_total{" + JOB + "}[15m]))",
                    "{{reason}}"))
            .width(8),
        Panel.lines(
                "Put off",
                "How often a second a submission is not worked on, since what it needs does not answer.",
                Unit.PER_SECOND,
                rate("rivulet_submissions_waits_total", "instance", "{{instance}}"))
            .width(8));
  }

  private static Row asked() {
    return row(
        "Requests",
        Panel.stack(
                "Answers, by status",
                "Green 2xx, blue 3xx, yellow 4xx, red 5xx.",
                Unit.REQUESTS_PER_SECOND,
                rate(FeedHealth.REQUESTS + "{" + JOB + "}", "status", "{{status}}"))
            .painted(Panel.STATUSES),
        Panel.lines(
            "Time, by route (p99)",
            "The ten slowest routes of now.",
            Unit.SECONDS,
            new Query(
                "topk(10, histogram_quantile(0.99, sum by (route, le)"
                    + " (rate(rivulet_http_requests_seconds_bucket{"
                    + JOB
                    + "}[$__rate_interval]))))",
                "{{route}}")),
        Panel.lines(
                "Refused, and over a limit of rates",
                "503 since there is too much to do, 429 since one account or address asks too often.",
                Unit.REQUESTS_PER_SECOND,
                rate("rivulet_http_refused_total{" + JOB + "}", "lane", "503 {{lane}}"),
                rate("rivulet_http_limited_total{" + JOB + "}", "budget", "429 {{budget}}"))
            .width(8),
        Panel.lines(
                "Bytes in memory",
                "Bodies that have arrived, and answers that are not taken: an eighth of the heap each at most.",
                Unit.BYTES,
                new Query(
                    "sum by (instance) (rivulet_http_body_bytes{" + JOB + "})",
                    "{{instance}} bodies"),
                new Query(
                    "sum by (instance) (rivulet_http_unsent_bytes{" + JOB + "})",
                    "{{instance}} answers"))
            .width(8),
        Panel.lines(
                "Uploads deleted",
                "Media that no post shows.",
                Unit.PER_SECOND,
                rate("rivulet_media_deleted_total", "", "deleted"))
            .width(8));
  }
}
