package io.rivulet.helm;

import java.util.Map;
import java.util.stream.Stream;

/// Charts that together have every part of the templates.
final class Variants {
  /// All that is off by default.
  static final Map<String, Object> EVERYTHING =
      Map.ofEntries(
          Map.entry("tracing.endpoint", "http://collector.tracing:4318"),
          Map.entry("tracing.headersSecret", "collector"),
          Map.entry("podMonitors.enabled", true),
          Map.entry("podMonitors.labels.release", "prometheus"),
          Map.entry("image.pullSecrets[0]", "registry"),
          Map.entry("nodeSelector.disk", "fast"),
          Map.entry("tolerations[0].key", "feeds"),
          Map.entry("tolerations[0].operator", "Exists"),
          Map.entry("fanout.hotPosts", "P30D"),
          Map.entry("fanout.storage.storageClass", "fast"),
          Map.entry("reader.index.storageClass", "fast"),
          Map.entry("ingest.media.storageClass", "shared"),
          Map.entry(
              "networkPolicies.monitoring[0].namespaceSelector.matchLabels.name", "monitoring"),
          Map.entry("networkPolicies.clients[0].podSelector.matchLabels.app", "gateway"),
          Map.entry("networkPolicies.kafka[0].podSelector.matchLabels.app", "kafka"),
          Map.entry("networkPolicies.redis[0].podSelector.matchLabels.app", "redis"),
          Map.entry("networkPolicies.issuer[0].ipBlock.cidr", "192.0.2.0/24"),
          Map.entry("networkPolicies.tracing[0].podSelector.matchLabels.app", "collector"),
          Map.entry("tokens.innerNetworks[0]", "10.0.0.0/8"),
          Map.entry("autoscaling.by", "keda"));

  /// Certificates, and no index.
  static final Map<String, Object> CERTIFICATES =
      Map.of(
          "kafka.security",
          "tls",
          "reader.index.enabled",
          false,
          "autoscaling.by",
          "hpa",
          "ingest.media.claim",
          "uploads");

  /// Of whoever brings Kafka and Redis without secrets.
  static final Map<String, Object> PLAIN =
      Map.of(
          "kafka.security",
          "plaintext",
          "kafka.servers",
          "kafka:9092",
          "kafka.strimzi.enabled",
          false,
          "redis.uri",
          "redis://redis",
          "redis.passwordSecret",
          "",
          "redis.caSecret",
          "",
          "networkPolicies.enabled",
          false);

  private Variants() {}

  static Stream<Rendered> sizes() {
    return Chart.SIZES.stream().map(Chart::of);
  }

  static Stream<Rendered> all() {
    return Stream.concat(
        sizes(),
        Stream.of(EVERYTHING, CERTIFICATES, PLAIN).map(values -> Chart.of("small", values)));
  }
}
