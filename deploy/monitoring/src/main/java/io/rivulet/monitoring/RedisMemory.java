package io.rivulet.monitoring;

import static io.rivulet.monitoring.Dashboard.row;
import static io.rivulet.monitoring.Query.percentile;
import static io.rivulet.monitoring.Query.rate;

import io.rivulet.monitoring.Dashboard.Row;
import java.util.List;

/// What fills Redis, and how it answers. Every reader tells the same of its memory, so of these the
/// greatest is taken.
final class RedisMemory {
  private static final String COMMANDS = "rivulet_redis_command_seconds";
  private static final String USED =
      "max(rivulet_redis_memory_bytes) / max(rivulet_redis_memory_limit_bytes > 0)";
  private static final String BYTES = "max by (keyspace) (rivulet_redis_keyspace_bytes)";
  private static final String KEYS = "max by (keyspace) (rivulet_redis_keyspace_keys)";

  private RedisMemory() {}

  static Dashboard dashboard() {
    return new Dashboard(
        "redis",
        "Redis",
        "What fills Redis, by keyspace, and how it answers. Bytes and keys are estimated from a sample.",
        List.of(isItWell(), memory(), answers(), lineage()));
  }

  /// How full it is; nothing where no limit is set.
  static Panel used() {
    return Panel.stat(
        "Redis memory used",
        "Of what all primaries may use together. Empty where no limit (maxmemory) is set.",
        Unit.SHARE,
        Thresholds.above(0.8, 0.95),
        USED);
  }

  private static Row isItWell() {
    return row(
        Dashboard.FIRST,
        used(),
        Panel.stat(
            "Redis answers readers in (p99)",
            "All commands of readers. A home page is one round trip, mostly.",
            Unit.SECONDS,
            Thresholds.above(0.025, 0.05),
            "rivulet:redis_command_seconds:p99_5m{job=\"feed-reader\"}"),
        Panel.stat(
            "Redis answers workers in (p99)",
            "All commands of workers. With 20 ms a command they fall behind.",
            Unit.SECONDS,
            Thresholds.above(0.025, 0.05),
            "rivulet:redis_command_seconds:p99_5m{job=\"feed-fanout\"}"),
        Panel.stat(
            "Services that do not ask it",
            "Instances whose breaker is open, since Redis did not answer them.",
            Unit.NUMBER,
            Thresholds.aboveNothing(),
            "sum(rivulet_breaker_open{of=\"redis\"})"),
        Panel.stat(
            "Home timelines alive",
            "Those that somebody has read in the last 14 days, unless set otherwise. Only these are delivered to.",
            Unit.NUMBER,
            Thresholds.none(),
            "max(rivulet_redis_keyspace_keys{keyspace=\"home\"})"),
        Panel.stat(
            "Bytes a home timeline",
            "On average. 9 bytes an entry when it is full.",
            Unit.BYTES,
            Thresholds.none(),
            "max(rivulet_redis_keyspace_bytes{keyspace=\"home\"}) / max(rivulet_redis_keyspace_keys{keyspace=\"home\"})"));
  }

  private static Row memory() {
    return row(
        "What fills it",
        Panel.stack(
            "Bytes, by keyspace",
            "Which feature takes how much. Estimated from a sample of keys.",
            Unit.BYTES,
            new Query(BYTES, "{{keyspace}}")),
        Panel.bars(
            "Bytes now, by keyspace",
            "The longest bar is where a setting saves most: home.timeToLive of feed-reader for home, posts.hot of feed-fanout for post.",
            Unit.BYTES,
            Thresholds.none(),
            new Query("sort_desc(" + BYTES + ")", "{{keyspace}}")),
        Panel.lines(
                "Used, and the limit",
                "All primaries together. At the limit Redis refuses writes, and deliveries wait.",
                Unit.BYTES,
                new Query("max(rivulet_redis_memory_bytes)", "used"),
                new Query("max(rivulet_redis_memory_limit_bytes > 0)", "limit"))
            .width(8),
        Panel.lines(
                "Keys, by keyspace",
                "Estimated from the same sample.",
                Unit.NUMBER,
                new Query(KEYS, "{{keyspace}}"))
            .width(8),
        Panel.lines(
                "Bytes a key, by keyspace",
                "What one of each takes, with Redis's own part.",
                Unit.BYTES,
                new Query(BYTES + " / " + KEYS, "{{keyspace}}"))
            .width(8));
  }

  private static Row answers() {
    return row(
        "How it answers",
        Panel.lines(
            "Time of a command, by service",
            "From its sending to its answer, the way and the client's queue included.",
            Unit.SECONDS,
            percentile(0.5, COMMANDS, "job", "{{job}} p50"),
            percentile(0.99, COMMANDS, "job", "{{job}} p99")),
        Panel.lines(
            "Time of a command, by keyspace (p99)",
            "By the first key. `state` is the writing of home timelines.",
            Unit.SECONDS,
            percentile(0.99, COMMANDS, "keyspace", "{{keyspace}}")),
        Panel.stack(
            "Commands, by keyspace",
            "A second, of all services.",
            Unit.PER_SECOND,
            rate(COMMANDS + "_count", "keyspace", "{{keyspace}}")),
        Panel.stack(
            "Time waited for, by keyspace",
            "Seconds of waiting a second: where time goes, many quick commands or few slow ones.",
            Unit.SECONDS,
            rate(COMMANDS + "_sum", "keyspace", "{{keyspace}}")));
  }

  private static Row lineage() {
    return row(
        "Whether it keeps what it is given",
        Panel.lines(
                "Fail-overs",
                "Stream threads that began anew since a primary is not what it was, in 15 min.",
                Unit.NUMBER,
                new Query("sum(increase(rivulet_redis_lineage_changes_total[15m]))", "threads"))
            .width(8),
        Panel.lines(
                "Commits put off",
                "Since a connected replica did not have what its primary acknowledged, in 15 min.",
                Unit.NUMBER,
                new Query("sum(increase(rivulet_redis_unconfirmed_total[15m]))", "commits"))
            .width(8),
        Panel.lines(
                "Corrupt values",
                "What none of the services can have written, met in 15 min.",
                Unit.NUMBER,
                new Query("sum(increase(rivulet_timelines_corrupt_total[15m]))", "workers"),
                new Query(
                    "sum by (what) (increase(rivulet_reader_corrupt_total[15m]))",
                    "readers: {{what}}"))
            .width(8));
  }
}
