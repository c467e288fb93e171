package io.rivulet.service;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.ConnectionMetaData;

/// Closes connections whose client takes its time: that say nothing, or send a request a few bytes
/// a second. Jetty's own time-out begins anew with every byte, so a byte a second would hold a
/// connection, and what is allocated for it, for ever.
///
/// Each connection is looked at twice in the patience. It is closed if it brought no whole request
/// in that time, and if twice, with no request begun or answered in between, it brought something
/// but less than a sender would. What waits for an answer brings nothing, and is left alone; so is
/// what was upgraded, which is no connection of HTTP any more.
final class SlowSenders implements Connection.Listener {
  private static final int LOOKS = 2;

  private final AbstractConnector connector;
  private final Duration interval;
  private final long leastBytes;
  private final Counter closed;
  private final Map<Connection, Seen> open = new ConcurrentHashMap<>();

  /// What a connection had brought when it was looked at. Only the looking thread touches it.
  private static final class Seen {
    private long bytes;
    private long messages;
    private int looks;
    private int slow;
  }

  private SlowSenders(AbstractConnector connector, ConnectionSettings settings, Counter closed) {
    this.connector = connector;
    this.interval = settings.patience().dividedBy(LOOKS);
    this.leastBytes = Math.max(1, interval.toMillis() * settings.leastBytes() / 1_000);
    this.closed = closed;
  }

  /// Watches the connections of a connector from now on.
  static void watch(
      AbstractConnector connector, ConnectionSettings settings, MeterRegistry meters) {
    SlowSenders watching =
        new SlowSenders(connector, settings, meters.counter("rivulet.http.slow.senders"));
    connector.addBean(watching);
    watching.lookLater();
  }

  @Override
  public void onOpened(Connection connection) {
    if (connection instanceof ConnectionMetaData) {
      open.put(connection, new Seen());
    }
  }

  @Override
  public void onClosed(Connection connection) {
    open.remove(connection);
  }

  private void lookLater() {
    if (connector.isRunning()) {
      connector.getScheduler().schedule(this::look, interval.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void look() {
    open.forEach(
        (connection, seen) -> {
          if (isSlow(connection, seen)) {
            closed.increment();
            connection.getEndPoint().close();
          }
        });
    lookLater();
  }

  private boolean isSlow(Connection connection, Seen seen) {
    long messages = connection.getMessagesIn() + connection.getMessagesOut();
    long brought = connection.getBytesIn() - seen.bytes;
    boolean sameMessage = messages == seen.messages;
    seen.bytes += brought;
    seen.messages = messages;
    seen.looks++;
    if (!sameMessage || brought >= leastBytes) {
      seen.slow = 0;
    } else if (brought > 0) {
      seen.slow++;
    }
    // One more look than time allows: a connection may have come right before the first.
    return seen.slow >= LOOKS || (messages == 0 && seen.looks > LOOKS);
  }
}
