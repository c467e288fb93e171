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
  private final Connection connection =
      new Connection(
          new BearerToken(new Viewer(1, Set.of("read")), "t", Optional.empty(), Instant.MAX),
          ends::add);

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
    Event large = Event.update(new byte[700_000]);
    connection.send(USER, large);
    connection.send(USER, large);
    assertThat(connection.ending()).isNull();
    connection.send(USER, large);
    assertThat(connection.ending()).isEqualTo(Connection.Ending.TOO_SLOW);
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
}
