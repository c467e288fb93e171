package io.rivulet.autoscale;

import java.util.List;
import java.util.Locale;

/// The rule for those who act on it: recording rules of Prometheus, a `ScaledObject` of KEDA, and a
/// `HorizontalPodAutoscaler` for who has no KEDA but an adapter of Prometheus.
///
/// Prometheus computes the number, to the last step; KEDA and Kubernetes only follow it, at once.
final class Manifests {
  /// The number of workers there should be.
  static final String WANTED = "rivulet:fanout_workers_wanted";

  /// How often Prometheus computes it.
  private static final long EVERY_SECONDS = 15;

  private final ScalingSettings settings;

  Manifests(ScalingSettings settings) {
    this.settings = settings;
  }

  /// A file of recording rules.
  String rules() {
    return """
        # How many fan-out workers there should be (RATIONALE). Made by `deploy/rivulet autoscale`. While workers tell
        # nothing there is no number, and after a gap none that is lower than what is there.
        groups:
          - name: rivulet-autoscale
            interval: %every
            rules:
              # Recipients of an event, and of a delivery record; 0 while there is none.
              - record: rivulet:fanout_recipients_per_event
                expr: sum(rate(rivulet_plan_recipients_total[5m])) / (sum(rate(rivulet_plan_events_total{type=~"post-.*"}[5m])) > 0) or vector(0)
              - record: rivulet:fanout_recipients_per_record
                expr: sum(rate(rivulet_plan_recipients_total[5m])) / (sum(rate(rivulet_plan_delivery_records_total[5m])) > 0) or vector(0)
              - record: rivulet:fanout_posts_lag
                expr: sum(max by (partition) (rivulet_partition_lag{topic="feed.posts.v1"}))
              - record: rivulet:fanout_deliveries_lag
                expr: sum(max by (partition) (rivulet_partition_lag{topic="feed.deliveries.v1"}))
              # Deliveries a second that come in, and deliveries that wait.
              - record: rivulet:fanout_demand
                expr: clamp_min(sum(rate(rivulet_plan_events_total{type=~"post-.*"}[2m])) + deriv(rivulet:fanout_posts_lag[2m]), 0) * rivulet:fanout_recipients_per_event
              - record: rivulet:fanout_backlog
                expr: rivulet:fanout_posts_lag * rivulet:fanout_recipients_per_event + rivulet:fanout_deliveries_lag * rivulet:fanout_recipients_per_record
              # Workers that were needed, were they as fast as measured.
              - record: rivulet:fanout_workers_needed
                expr: ((rivulet:fanout_demand / %utilisation + rivulet:fanout_backlog / %drain) / %each or vector(0)) and on() count(rivulet_tasks)
              # One more than there are while the oldest post is too old; but while Redis takes no writes more workers are no help.
              - record: rivulet:fanout_workers_late
                expr: (((count(rivulet_tasks > 0) + 1) * (max(min_over_time(rivulet_oldest_undelivered_seconds[2m])) > bool %target) unless on() max(rivulet_gate_closed_seconds) > 0) or vector(0)) and on() count(rivulet_tasks)
              - record: rivulet:fanout_workers_asked
                expr: %steps
              - record: rivulet:fanout_workers_settled
                expr: max_over_time(rivulet:fanout_workers_asked[%calm]) and on() count_over_time(rivulet:fanout_workers_asked[%calm]) >= %samples
              - record: %wanted
                expr: rivulet:fanout_workers_settled or (max_over_time(rivulet:fanout_workers_asked[%calm]) > on() count(rivulet_tasks > 0) or count(rivulet_tasks > 0))
        """
        .replace("%utilisation", number(settings.utilisation()))
        .replace("%drain", String.valueOf(settings.drain().toSeconds()))
        .replace("%each", number(settings.perWorker()))
        .replace("%target", String.valueOf(settings.target().toSeconds()))
        .replace("%steps", steps())
        .replace("%calm", settings.calm().toSeconds() + "s")
        .replace("%samples", String.valueOf(settings.calm().toSeconds() / EVERY_SECONDS * 9 / 10))
        .replace("%every", EVERY_SECONDS + "s")
        .replace("%wanted", WANTED);
  }

  /// The first step, and for each further one what it is more, where more is needed than the one
  /// before.
  private String steps() {
    List<Integer> steps = settings.steps();
    String needed =
        "(rivulet:fanout_workers_needed > rivulet:fanout_workers_late or rivulet:fanout_workers_late)";
    StringBuilder sum = new StringBuilder("%d".formatted(steps.getFirst()));
    for (int i = 1; i < steps.size(); i++) {
      sum.append(
          " + %d * (%s > bool %d)"
              .formatted(steps.get(i) - steps.get(i - 1), needed, steps.get(i - 1)));
    }
    return steps.size() == 1 ? "vector(%s)".formatted(sum) : sum.toString();
  }

  /// For KEDA.
  String scaledObject() {
    return """
        # Made by `deploy/rivulet autoscale`. Prometheus says how many workers there should be; KEDA follows at once.
        apiVersion: keda.sh/v1alpha1
        kind: ScaledObject
        metadata:
          name: feed-fanout
        spec:
          scaleTargetRef:
            apiVersion: apps/v1
            kind: StatefulSet
            name: feed-fanout
          pollingInterval: 15
          minReplicaCount: %d
          maxReplicaCount: %d
          # Without Prometheus nothing is known: as many as there are stay.
          fallback:
            failureThreshold: 4
            replicas: %d
            behavior: currentReplicas
          advanced:
            horizontalPodAutoscalerConfig:
        %s
          triggers:
            - type: prometheus
              metricType: AverageValue
              metadata:
                serverAddress: http://prometheus:9090
                query: %s
                threshold: "1"
                # Else no number would count as 0, and take all but the least away.
                ignoreNullValues: "false"
        """
        .formatted(
            settings.steps().getFirst(),
            settings.steps().getLast(),
            settings.steps().getLast(),
            behavior().indent(6).stripTrailing(),
            WANTED);
  }

  /// For Kubernetes with an adapter that serves Prometheus's series as external metrics.
  String podAutoscaler() {
    return """
        # Made by `deploy/rivulet autoscale`. For who has no KEDA: needs an adapter (prometheus-adapter) that serves
        # %s as the external metric fanout_workers_wanted.
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata:
          name: feed-fanout
        spec:
          scaleTargetRef:
            apiVersion: apps/v1
            kind: StatefulSet
            name: feed-fanout
          minReplicas: %d
          maxReplicas: %d
        %s
          metrics:
            - type: External
              external:
                metric:
                  name: fanout_workers_wanted
                target:
                  type: AverageValue
                  averageValue: "1"
        """
        .formatted(
            WANTED,
            settings.steps().getFirst(),
            settings.steps().getLast(),
            behavior().indent(2).stripTrailing());
  }

  /// The rule has its own calm; a second one would only be late.
  private static String behavior() {
    return """
        behavior:
          scaleUp:
            stabilizationWindowSeconds: 0
            policies:
              - {type: Percent, value: 900, periodSeconds: 15}
          scaleDown:
            stabilizationWindowSeconds: 0
            policies:
              - {type: Percent, value: 100, periodSeconds: 15}
        """;
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.format(Locale.ROOT, "%s", value);
  }
}
