package io.rivulet.reader.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.service.BearerToken;
import io.rivulet.service.Viewer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConnectionTest {
  private static final Topic USER = new Topic(Topic.Kind.USER, "");

  private final List<Connection.Ending> ends = new ArrayList<>();
  private final WaitingBytes all = new WaitingBytes(100_000);
  private final Connection connection =
      new Connection(
          new BearerToken(new Viewer(1, Set.of("read")), "t", Optional.empty(), Instant.MAX),
          ends::add,
          all);

  @Test
  void whatIsSentIsTakenInOrderAndOnce() throws Exception {
    connection.send(USER, Event.deleted(1));
    connection.send(USER, Event.deleted(2));
    assertThat(connection.take()).hasSize(2);
    connection.send(new Connection.Item.Beat());
    assertThat(connection.take()).containsExactly(new Connection.Item.Beat());
  }

  @Test
  void whoeverTakesNothingIsCutOffAndHoldsNothing() throws Exception {
    for (int i = 0; i < 501; i++) {
      assertThat(connection.ending()).isNull();
      connection.send(USER, Event.deleted(i));
    }
    assertThat(connection.ending()).isEqualTo(Connection.Ending.TOO_SLOW);
    assertThat(connection.take()).isEmpty();
  }

  @Test
  void whoeverLetsTooManyBytesWaitIsCutOff() {
    Connection alone = new Connection(connection.token(), ends::add, new WaitingBytes(1 << 24));
    Event large = Event.update(new byte[700_000]);
    alone.send(USER, large);
    alone.send(USER, large);
    assertThat(alone.ending()).isNull();
    alone.send(USER, large);
    assertThat(alone.ending()).isEqualTo(Connection.Ending.TOO_SLOW);
  }

  @Test
  void theFirstReasonToEndCounts() {
    connection.end(Connection.Ending.REVOKED);
    connection.end(Connection.Ending.GONE);
    assertThat(connection.ending()).isEqualTo(Connection.Ending.REVOKED);
    assertThat(ends).containsExactly(Connection.Ending.REVOKED);
  }

  @Test
  void aSignOfLifeCountsOnce() {
    assertThat(connection.heardSince()).isTrue();
    assertThat(connection.heardSince()).isFalse();
    connection.heard();
    assertThat(connection.heardSince()).isTrue();
  }

  @Test
  void whatWaitsForAllIsBoundedAndOnlyTheSlowAreCutOff() throws Exception {
    Event large = new Event("update", new byte[10_000]);
    for (int i = 0; i < 9; i++) {
      connection.send(USER, large);
    }
    assertThat(connection.take()).as("taken is not sent").hasSize(9);
    List<Connection.Ending> others = new ArrayList<>();
    Connection other = new Connection(connection.token(), others::add, all);
    other.send(USER, large);
    assertThat(all.waiting()).isEqualTo(100_000);
    connection.send(USER, large);
    assertThat(ends).containsExactly(Connection.Ending.TOO_SLOW);
    assertThat(all.waiting()).isEqualTo(10_000);
    assertThat(other.take()).hasSize(1);
    other.send(new Connection.Item.Beat());
    assertThat(other.take()).hasSize(1);
    assertThat(all.waiting()).isZero();
    assertThat(others).isEmpty();
  }
}
