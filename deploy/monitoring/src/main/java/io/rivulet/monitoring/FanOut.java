package io.rivulet.monitoring;

import static io.rivulet.monitoring.Dashboard.row;
import static io.rivulet.monitoring.Query.rate;
import static io.rivulet.monitoring.Query.share;

import io.rivulet.monitoring.Dashboard.Row;
import java.util.List;

/// The workers: what waits, who works on it, and how.
final class FanOut {
  private FanOut() {}

  static Dashboard dashboard() {
    return new Dashboard(
        "fan-out",
        "fan-out",
        "The workers: what waits for them, who has which tasks, how they plan and deliver.",
        List.of(isItWell(), waiting(), delivering(), planning(), moving(), redis()));
  }

  private static Row isItWell() {
    return row(
        Dashboard.FIRST,
        FeedHealth.oldest(),
        Panel.stat(
            "Records behind",
            "Records that wait in Kafka in the partition that is most behind. Up to 1,000 a worker has in memory anyway.",
            Unit.NUMBER,
            Thresholds.above(1_000, 100_000),
            "max(rivulet:partition_lag:max)"),
        Panel.stat(
            "Workers at work",
            "Workers that have tasks.",
            Unit.NUMBER,
            Thresholds.atLeast(1),
            "count(rivulet_tasks > 0) or vector(0)"),
        Panel.stat(
            "To be restored",
            "Records that state stores still lack. Until they have them nothing of their partitions is delivered.",
            Unit.NUMBER,
            Thresholds.above(1, 1_000_000),
            "sum(rivulet_restore_remaining) or vector(0)"),
        Panel.stat(
            "Redis takes no writes for",
            "How long a worker has read nothing, since Redis does not take what it has. It goes on by itself.",
            Unit.SECONDS,
            Thresholds.above(1, 60),
            "max(rivulet_gate_closed_seconds)"),
        Panel.stat(
            "Tasks that cannot vouch",
            "Plan tasks that cannot tell that Redis has everything. While there are any, what is absent is answered 503.",
            Unit.NUMBER,
            Thresholds.aboveNothing(),
            "sum(rivulet_plan_unvouched)"));
  }

  private static Row waiting() {
    return row(
        "What waits",
        Panel.lines(
            "Records behind, by topic",
            "Over all partitions. Growing for long means that workers do less than comes in.",
            Unit.NUMBER,
            new Query("sum by (topic) (rivulet:partition_lag:max)", "{{topic}}")),
        Panel.bars(
            "Records behind, by partition",
            "One that stands out has a large author, or a worker that stands still.",
            Unit.NUMBER,
            Thresholds.above(1_000, 100_000),
            new Query("rivulet:partition_lag:max > 0", "{{topic}} {{partition}}")),
        Panel.lines(
            "Oldest record that waits for Redis, by stage",
            "plan: bodies and author timelines; deliver: home timelines.",
            Unit.SECONDS,
            new Query("max(rivulet_plan_oldest_age_seconds)", "plan"),
            new Query("max(rivulet_delivery_oldest_age_seconds)", "deliver")),
        Panel.lines(
            "What waits for Redis in workers",
            "Timelines that wait to be written, and records that are planned. Both are bounded; at the bound the worker stops reading.",
            Unit.NUMBER,
            new Query("sum by (instance) (rivulet_delivery_pending)", "{{instance}} deliver"),
            new Query("sum by (instance) (rivulet_plan_pending)", "{{instance}} plan")));
  }

  private static Row delivering() {
    return row(
        "Deliver",
        Panel.heatmap(
            "From publishing to Redis",
            "How old posts are when Redis has them. A band below 50 ms is what a system at half load does.",
            FeedHealth.AGE + "_bucket"),
        Panel.lines(
            "Delivered, by worker",
            "Entries written into home timelines. Workers with as many partitions should have alike.",
            Unit.PER_SECOND,
            rate("rivulet_deliveries_total", "instance", "{{instance}}")),
        Panel.lines(
                "Deliveries a call",
                "How many entries a call to Redis takes along. Under load 40 and more; fewer cost Redis more for each.",
                Unit.NUMBER,
                new Query(
                    share(
                        Query.rate("rivulet_deliveries_total", ""),
                        Query.rate("rivulet_delivery_calls_total", "")),
                    "a call"),
                new Query(
                    share(
                        Query.rate("rivulet_deliveries_total", ""),
                        Query.rate("rivulet_delivery_visits_total", "")),
                    "a timeline"))
            .width(8),
        Panel.lines(
                "Relations, and counts and notices",
                "Written beside the entries.",
                Unit.PER_SECOND,
                rate("rivulet_relations_written_total", "", "relations"),
                rate("rivulet_values_written_total", "", "counts, reactions, notices"))
            .width(8),
        Panel.lines(
                "Calls sent again, and refused",
                "Again: Redis was away or slow. Refused: by a shard that another worker has, as in a rebalance.",
                Unit.PER_SECOND,
                rate("rivulet_delivery_retries_total", "", "again"),
                rate("rivulet_delivery_refused_total", "", "refused"))
            .width(8));
  }

  private static Row planning() {
    return row(
        "Plan",
        Panel.stack(
            "Events planned",
            "By type.",
            Unit.PER_SECOND,
            rate("rivulet_plan_events_total", "type", "{{type}}")),
        Panel.lines(
            "Recipients, and records for them",
            "Accounts that entries went to, and the records that carry them to the deliver stage.",
            Unit.PER_SECOND,
            rate("rivulet_plan_recipients_total", "", "recipients"),
            rate("rivulet_plan_delivery_records_total", "", "records")),
        Panel.lines(
                "Large fan-outs",
                "Entries to 10,000 accounts or more, and entries of pulled authors, which are not pushed.",
                Unit.PER_SECOND,
                rate("rivulet_plan_large_fanouts_total", "", "to 10,000 or more"),
                rate("rivulet_plan_entries_not_pushed_total", "", "not pushed"))
            .width(8),
        Panel.lines(
                "Pulled authors, and crossings",
                "Authors with more followers than the threshold of feed-fanout; how many crossed it in an hour.",
                Unit.NUMBER,
                new Query("sum(rivulet_plan_pulled_authors)", "pulled"),
                new Query("sum by (to) (increase(rivulet_plan_crossings_total[1h]))", "to {{to}}"))
            .width(8),
        Panel.lines(
                "Done again",
                "Records that came again after a restart or a loss, and values written again into a Redis that lost them.",
                Unit.PER_SECOND,
                rate("rivulet_plan_replays_total", "", "came again"),
                rate("rivulet_plan_restored_total", "", "written again"))
            .width(8));
  }

  private static Row moving() {
    return row(
        "Who has what",
        Panel.stack(
                "Tasks, by worker",
                "Of both stages. The sum is that of the partitions; less than that while tasks move or restore.",
                Unit.NUMBER,
                new Query("sum by (instance) (rivulet_tasks)", "{{instance}}"))
            .width(8),
        Panel.lines(
                "Rebalances in 15 min",
                "How often each worker has begun to work anew. One at each start and stop of a worker is usual.",
                Unit.NUMBER,
                new Query(
                    "sum by (instance) (increase(rivulet_rebalance_seconds_count[15m]))",
                    "{{instance}}"))
            .within(Thresholds.above(10, 20))
            .width(8),
        Panel.lines(
                "A rebalance takes",
                "From its beginning until the worker runs again, the longest of late.",
                Unit.SECONDS,
                new Query("max by (instance) (rivulet_rebalance_seconds_max)", "{{instance}}"))
            .width(8),
        Panel.stack(
            "To be restored, by store",
            "Falls to nothing after a worker has come without its stores.",
            Unit.NUMBER,
            new Query("sum by (store) (rivulet_restore_remaining)", "{{store}}")),
        Panel.stack(
            "Restored, by store",
            "Records a second.",
            Unit.PER_SECOND,
            rate("rivulet_restored_records_total", "store", "{{store}}")));
  }

  private static Row redis() {
    return row(
        "Redis, as workers see it, and what could not be used",
        Panel.lines(
                "Fail-overs",
                "Stream threads that began anew since a primary was not what it had been, and commits put off since a replica lags; in 15 min.",
                Unit.NUMBER,
                new Query(
                    "sum(increase(rivulet_redis_lineage_changes_total[15m]))", "threads anew"),
                new Query("sum(increase(rivulet_redis_unconfirmed_total[15m]))", "commits put off"))
            .width(8),
        Panel.lines(
                "Dead letters of workers",
                "In 15 min. What feed-ingest writes is valid, so there should be none.",
                Unit.NUMBER,
                new Query(
                    "sum by (kind) (increase(rivulet_dead_letters_total{job=\"feed-fanout\"}[15m]))",
                    "{{kind}}"))
            .width(8),
        Panel.lines(
                "Asked for cold posts",
                "Questions of readers for posts that Redis does not have, answered by workers out of their stores.",
                Unit.PER_SECOND,
                rate("rivulet_door_searches_seconds_count", "instance", "{{instance}}"))
            .width(8));
  }
}
