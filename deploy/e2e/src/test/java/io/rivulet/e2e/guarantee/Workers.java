package io.rivulet.e2e.guarantee;

import static org.awaitility.Awaitility.await;

import io.rivulet.audit.run.AuditTarget;
import io.rivulet.e2e.RunningSystem;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.StreamsGroupMemberDescription;
import org.apache.kafka.common.config.ConfigResource;

/// Two workers that share the work.
final class Workers implements AutoCloseable {
  /// So soon the group notices that one was killed.
  private static final Duration SESSION = Duration.ofSeconds(3);

  private static final Duration SOON = Duration.ofSeconds(90);
  private static final Duration LOOK_EVERY = Duration.ofMillis(300);

  private final Admin admin;
  private final FirstWorker first;
  private final SecondWorker second;

  /// Starts the second one beside that of the system, and waits until both work.
  Workers(RunningSystem system) {
    admin = Admin.create(Map.of("bootstrap.servers", system.instance.kafka()));
    ConfigResource group = new ConfigResource(ConfigResource.Type.GROUP, AuditTarget.GROUP);
    ConfigEntry session =
        new ConfigEntry("streams.session.timeout.ms", Long.toString(SESSION.toMillis()));
    AlterConfigOp set = new AlterConfigOp(session, AlterConfigOp.OpType.SET);
    got(admin.incrementalAlterConfigs(Map.of(group, List.of(set))).all());
    first = new FirstWorker(system);
    second = new SecondWorker(system);
    awaitBoth();
  }

  Worker first() {
    return first;
  }

  Worker second() {
    return second;
  }

  /// Waits until both take part in the group and each has tasks.
  void awaitBoth() {
    await().atMost(SOON).pollInterval(LOOK_EVERY).until(this::bothWork);
  }

  private boolean bothWork() {
    Collection<StreamsGroupMemberDescription> members =
        got(admin.describeStreamsGroups(List.of(AuditTarget.GROUP)).all()).values().stream()
            .flatMap(group -> group.members().stream())
            .toList();
    return members.stream().map(StreamsGroupMemberDescription::processId).distinct().count() == 2
        && members.stream().noneMatch(member -> member.assignment().activeTasks().isEmpty())
        && first.admin().ok("/ready")
        && second.admin().ok("/ready");
  }

  private static <T> T got(Future<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    second.close();
    admin.close();
  }
}
