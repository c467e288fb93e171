package io.rivulet.monitoring;

import static io.rivulet.monitoring.Dashboard.row;
import static io.rivulet.monitoring.Query.rate;
import static io.rivulet.monitoring.Query.share;

import io.rivulet.monitoring.Dashboard.Row;
import java.util.List;

/// The readers: what they are asked, how they answer, out of what, and who listens.
final class Readers {
  private static final String TIMES = "rivulet_http_requests_seconds";
  private static final String HOME = "/api/v1/timelines/home";
  private static final String JOB = "job=\"feed-reader\"";

  private Readers() {}

  static Dashboard dashboard() {
    return new Dashboard(
        "readers",
        "readers",
        "What readers are asked, how they answer, out of what, and who listens.",
        List.of(isItWell(), asked(), refused(), home(), bodies(), live(), index()));
  }

  private static Row isItWell() {
    return row(
        Dashboard.FIRST,
        FeedHealth.failing("feed-reader"),
        Panel.stat(
            "A home page takes (p99)",
            "Of those that were let in.",
            Unit.SECONDS,
            Thresholds.above(0.1, 0.5),
            "histogram_quantile(0.99, sum by (le) (rate(%s_bucket{%s, route=\"%s\"}[5m])))"
                .formatted(TIMES, JOB, HOME)),
        refusing("feed-reader"),
        Panel.stat(
            "Home pages",
            "A second.",
            Unit.REQUESTS_PER_SECOND,
            Thresholds.none(),
            "sum(rate(" + FeedHealth.PAGES + "[5m]))"),
        Panel.stat(
            "Listening",
            "Connections of live streams.",
            Unit.NUMBER,
            Thresholds.none(),
            "sum(rivulet_live_connections)"),
        Panel.stat(
            "Indexes that can be searched",
            "Readers whose index is ready. Empty where no reader has one.",
            Unit.NUMBER,
            Thresholds.atLeast(1),
            "sum(rivulet_index_ready)"));
  }

  /// The bounds are those of RequestsRefused and ManyRequestsRefused.
  static Panel refusing(String job) {
    return Panel.stat(
        "Refused at once",
        "Share of what was asked that was answered 503 in front of everything, as there is more than can be done.",
        Unit.SHARE,
        Thresholds.above(0.01, 0.2),
        "sum(rate(rivulet_http_refused_total{job=\"%s\"}[5m])) / sum(rivulet:http_asked:rate5m{job=\"%s\"})"
            .formatted(job, job));
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
        Panel.heatmap(
            "Time of a home page",
            "Of those that were let in.",
            TIMES + "_bucket{" + JOB + ", route=\"" + HOME + "\"}"),
        Panel.lines(
            "Time, by route (p99)",
            "The ten slowest routes of now.",
            Unit.SECONDS,
            new Query(
                "topk(10, histogram_quantile(0.99, sum by (route, le) (rate(%s_bucket{%s}[$__rate_interval]))))"
                    .formatted(TIMES, JOB),
                "{{route}}")),
        Panel.lines(
            "Answered 5xx, by route and status",
            "503 means that something is away or not known yet; anything else is a bug.",
            Unit.REQUESTS_PER_SECOND,
            rate(
                FeedHealth.REQUESTS + "{" + JOB + ", status=~\"5..\"}",
                "route, status",
                "{{status}} {{route}}")));
  }

  private static Row refused() {
    return row(
        "What is not let in",
        Panel.lines(
                "Under way, and the limit",
                "Requests that are worked on, and how many may be: found by how long they take. `aside` are searches and uploads.",
                Unit.NUMBER,
                new Query(
                    "sum by (lane) (rivulet_http_under_way{" + JOB + "})", "{{lane}} under way"),
                new Query("sum by (lane) (rivulet_http_limit{" + JOB + "})", "{{lane}} limit"))
            .width(8),
        Panel.lines(
                "Refused, and over a limit of rates",
                "503 since there is too much to do, 429 since one account or address asks too often.",
                Unit.REQUESTS_PER_SECOND,
                rate("rivulet_http_refused_total{" + JOB + "}", "lane", "503 {{lane}}"),
                rate("rivulet_http_limited_total{" + JOB + "}", "budget", "429 {{budget}}"))
            .width(8),
        Panel.lines(
                "Clients cut off",
                "Too slow in sending; answers not taken; bodies beyond their part of the heap; listeners that are behind.",
                Unit.PER_SECOND,
                rate("rivulet_http_slow_senders_total{" + JOB + "}", "", "slow senders"),
                rate("rivulet_http_cut_off_total{" + JOB + "}", "", "answers not taken"),
                rate("rivulet_http_bodies_cut_off_total{" + JOB + "}", "", "bodies"),
                rate("rivulet_live_cut_off_total", "", "listeners"))
            .width(8));
  }

  private static Row home() {
    return row(
        "Home timelines",
        Panel.lines(
                "Rebuilds",
                "A timeline is rebuilt when it is read and not there. Many mean that timelines are lost, evicted or dropped.",
                Unit.PER_SECOND,
                rate("rivulet_reader_rebuilds_total", "outcome", "{{outcome}}"),
                rate("rivulet_reader_merged_total", "", "answered without"))
            .width(8),
        Panel.lines(
                "A rebuild takes",
                "On average, and the longest of late. The rest of the request is not in it.",
                Unit.SECONDS,
                new Query(
                    share(
                        Query.rate("rivulet_reader_rebuild_seconds_sum", ""),
                        Query.rate("rivulet_reader_rebuild_seconds_count", "")),
                    "average"),
                new Query("max(rivulet_reader_rebuild_seconds_max)", "longest"))
            .width(8),
        Panel.stack(
                "Hidden, by rule",
                "Entries that a reader of a page is not shown.",
                Unit.PER_SECOND,
                rate("rivulet_reader_hidden_total", "rule", "{{rule}}"))
            .width(8),
        Panel.lines(
            "Rounds beyond the first",
            "Pages that rules emptied are filled again; boosts need a look at older entries.",
            Unit.PER_SECOND,
            rate("rivulet_reader_refills_total", "list", "refilled: {{list}}"),
            rate("rivulet_reader_looks_total", "list", "looked: {{list}}")),
        Panel.stack(
            "Timelines of pulled authors",
            "Merged into pages when they are read, out of the process or out of Redis.",
            Unit.PER_SECOND,
            rate("rivulet_reader_pulled_total", "from", "{{from}}")));
  }

  private static Row bodies() {
    return row(
        "Bodies",
        Panel.lines(
                "Held in the process",
                "Share of the bodies and profiles that needed no Redis.",
                Unit.SHARE,
                new Query(
                    "sum by (what) (rate(rivulet_reader_held_total[$__rate_interval])) / (sum by (what)"
                        + " (rate(rivulet_reader_held_total[$__rate_interval])) + sum by (what)"
                        + " (rate(rivulet_reader_read_total[$__rate_interval])))",
                    "{{what}}"))
            .width(8),
        Panel.lines(
                "Pages that failed for want of something",
                "Missing: no body anywhere. Unknown: not known in time, as while Redis is filled again. Both are 503.",
                Unit.PER_SECOND,
                rate("rivulet_reader_missing_total", "what", "missing: {{what}}"),
                rate("rivulet_reader_unknown_total", "what", "unknown: {{what}}"))
            .width(8),
        Panel.lines(
                "Cold posts",
                "Asked of workers since Redis does not have them.",
                Unit.PER_SECOND,
                rate("rivulet_cold_posts_total{" + JOB + "}", "found", "found: {{found}}"),
                rate("rivulet_cold_failures_total{" + JOB + "}", "", "failed"))
            .width(8));
  }

  private static Row live() {
    return row(
        "Live",
        Panel.lines(
                "Listening, by reader",
                "Connections of live streams.",
                Unit.NUMBER,
                new Query("sum by (instance) (rivulet_live_connections)", "{{instance}}"))
            .width(8),
        Panel.lines(
                "Bytes that wait for listeners",
                "Bounded by an eighth of the heap; then who has taken longest is cut off.",
                Unit.BYTES,
                new Query("sum by (instance) (rivulet_live_waiting_bytes)", "{{instance}}"))
            .width(8),
        Panel.lines(
                "Hints dropped",
                "What was new for all listeners and could not be kept, as 10,000 waited. Those concerned find it by the next page.",
                Unit.PER_SECOND,
                rate("rivulet_live_hints_dropped_total", "", "dropped"))
            .width(8));
  }

  private static Row index() {
    return row(
        "Index",
        Panel.lines(
                "Records behind",
                "Beyond 1,000 for 30 s search and public timelines are 503.",
                Unit.NUMBER,
                new Query("max by (instance) (rivulet_index_lag)", "{{instance}}"))
            .within(Thresholds.above(1_000, 100_000))
            .width(8),
        Panel.lines(
                "Documents",
                "Posts, accounts, relations and what is needed to know them again.",
                Unit.NUMBER,
                new Query("max by (instance) (rivulet_index_documents)", "{{instance}}"))
            .width(8),
        Panel.lines(
                "A refresh and a commit take",
                "The longest of late.",
                Unit.SECONDS,
                new Query(
                    "max by (instance) (rivulet_index_refresh_seconds_max)",
                    "{{instance}} refresh"),
                new Query(
                    "max by (instance) (rivulet_index_commit_seconds_max)", "{{instance}} commit"))
            .width(8));
  }
}
