package io.rivulet.monitoring;

import static io.rivulet.monitoring.Dashboard.row;
import static io.rivulet.monitoring.Query.percentile;
import static io.rivulet.monitoring.Query.rate;

import io.rivulet.monitoring.Dashboard.Row;
import java.util.List;

/// The dashboard to begin with: does what is published come to those who follow, and is it served?
final class FeedHealth {
  static final String AGE = "rivulet_delivery_age_seconds";
  static final String REQUESTS = "rivulet_http_requests_seconds_count";
  static final String PAGES = "rivulet_reader_pages_total{list=\"home\"}";
  static final String PUBLISHED = "rivulet_publish_seconds_count{outcome=\"acknowledged\"}";

  /// Those of the alerts OldestUndeliveredPostLate and OldestUndeliveredPostVeryLate, in seconds.
  static final Thresholds OLDEST = Thresholds.above(30, 120);

  private FeedHealth() {}

  static Dashboard dashboard() {
    return new Dashboard(
        "feed-health",
        "feed health",
        "Whether posts come to those who follow, and are served. Begin here.",
        List.of(isItWell(), undelivered(), flow(), firing()));
  }

  private static Row isItWell() {
    return row(
        Dashboard.FIRST,
        oldest(),
        Panel.stat(
            "Delivery, small authors (p99)",
            "How old a post of an author with up to 100 followers is when Redis has it: 99 of 100 are younger. Promised: 2 s.",
            Unit.SECONDS,
            Thresholds.above(1, 2.5),
            "rivulet:delivery_age_seconds:p99_5m{size=\"small\"}"),
        failing("feed-reader|feed-ingest"),
        Panel.stat(
            "Instances that do not answer",
            "Of all three services, as Prometheus scrapes them.",
            Unit.NUMBER,
            Thresholds.aboveNothing(),
            "count(up{job=~\"feed-.+\"} == 0) or vector(0)"),
        RedisMemory.used(),
        Panel.stat(
            "Alerts that wake somebody",
            "Alerts with severity page that fire. Each has an entry in deploy/README.md.",
            Unit.NUMBER,
            Thresholds.aboveNothing(),
            "count(ALERTS{alertstate=\"firing\", severity=\"page\"}) or vector(0)"));
  }

  /// The figure that matters most.
  static Panel oldest() {
    return Panel.stat(
        "Oldest undelivered post",
        "Age of the oldest record that a worker has read and Redis has not acknowledged. Yellow from 30 s on (ticket), red from 2 min on"
            + " (page). What no worker has read yet is not in it: see the lag.",
        Unit.SECONDS,
        OLDEST,
        "rivulet:oldest_undelivered_seconds:max");
  }

  /// @param jobs an expression that matches them
  static Panel failing(String jobs) {
    String of = "job=~\"" + jobs + "\"";
    return Panel.stat(
        "Answered 5xx",
        "Share of the requests that were worked on and answered 5xx, 503 among them. What is refused in front of everything is not in it.",
        Unit.SHARE,
        Thresholds.above(0.01, 0.05),
        "(sum(rivulet:http_requests:rate5m{%s, status=~\"5..\"}) or vector(0)) / sum(rivulet:http_requests:rate5m{%s})"
            .formatted(of, of));
  }

  private static Row undelivered() {
    return row(
        "The figure that matters: how old is what has not been delivered?",
        Panel.lines(
                "Oldest undelivered post, by worker",
                "A line that rises by a second a second is a worker, or a shard of Redis, that stands still. Dashed: where alerts begin.",
                Unit.SECONDS,
                new Query("max by (instance) (rivulet_oldest_undelivered_seconds)", "{{instance}}"))
            .within(OLDEST),
        Panel.lines(
            "From publishing to Redis, by size of the author",
            "Small authors have up to 100 followers, medium ones up to 10,000. Large ones beyond the threshold of feed-fanout are pulled and not in it.",
            Unit.SECONDS,
            percentile(0.5, AGE, "size", "{{size}} p50"),
            percentile(0.99, AGE, "size", "{{size}} p99")));
  }

  private static Row flow() {
    return row(
        "What flows",
        Panel.stack(
                "Published",
                "Events that Kafka has acknowledged to feed-ingest, over HTTP and of submissions.",
                Unit.PER_SECOND,
                rate(PUBLISHED, "event", "{{event}}"),
                rate("rivulet_submissions_total", "event", "submitted: {{event}}"))
            .width(8),
        Panel.lines(
                "Delivered",
                "Entries written into home timelines.",
                Unit.PER_SECOND,
                rate("rivulet_deliveries_total", "instance", "{{instance}}"))
            .width(8),
        Panel.lines(
                "Served and heard live",
                "Home pages a second, and connections that listen.",
                Unit.NUMBER,
                rate(PAGES, "", "home pages/s"),
                new Query("sum(rivulet_live_connections)", "listening"))
            .width(8));
  }

  private static Row firing() {
    return row(
        "What fired",
        Panel.states(
            "Alerts",
            "Each alert while it fires. Its name is the heading of its entry in deploy/README.md.",
            new Query(
                "max by (alertname, severity) (ALERTS{alertstate=\"firing\"})",
                "{{alertname}} ({{severity}})")));
  }
}
