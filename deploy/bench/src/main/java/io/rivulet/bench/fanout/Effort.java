package io.rivulet.bench.fanout;

import io.rivulet.bench.machine.Usage;
import io.rivulet.kafka.KafkaSettings;
import io.rivulet.local.FanoutAlone;
import io.rivulet.topic.Topics;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.LogDirDescription;

/// What the processes have spent so far.
///
/// @param redis processor seconds, of all nodes together
/// @param kafka processor seconds
/// @param workers processor seconds, of all workers together
/// @param deliveryBytes of feed.deliveries.v1 on Kafka's disk
record Effort(double redis, double kafka, double workers, double deliveryBytes) {
  static Effort of(FanoutStack stack) {
    return new Effort(
        stack.redisNodes().stream().mapToDouble(node -> Usage.cpuSeconds(node.pid())).sum(),
        Usage.cpuSeconds(stack.kafka().pid()),
        stack.workers().stream().map(FanoutAlone::pid).mapToDouble(Usage::cpuSeconds).sum(),
        bytes(stack.kafka().bootstrapServers()));
  }

  Effort minus(Effort earlier) {
    return new Effort(
        redis - earlier.redis,
        kafka - earlier.kafka,
        workers - earlier.workers,
        deliveryBytes - earlier.deliveryBytes);
  }

  Effort plus(Effort more) {
    return new Effort(
        redis + more.redis,
        kafka + more.kafka,
        workers + more.workers,
        deliveryBytes + more.deliveryBytes);
  }

  private static double bytes(String kafka) {
    try (Admin admin = Admin.create(KafkaSettings.of(kafka).client())) {
      int node = admin.describeCluster().nodes().get().iterator().next().id();
      return admin.describeLogDirs(List.of(node)).allDescriptions().get().values().stream()
          .flatMap(dirs -> dirs.values().stream())
          .map(LogDirDescription::replicaInfos)
          .flatMap(replicas -> replicas.entrySet().stream())
          .filter(replica -> replica.getKey().topic().equals(Topics.DELIVERIES))
          .mapToLong(replica -> replica.getValue().size())
          .sum();
    } catch (ExecutionException e) {
      throw new IllegalStateException("Kafka does not tell the size of its logs", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
