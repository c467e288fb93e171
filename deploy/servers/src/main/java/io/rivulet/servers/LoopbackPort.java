package io.rivulet.servers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/// Ports of 127.0.0.1.
///
/// Free ones are chosen below the range that Linux gives to outgoing connections (32768 and up): a
/// client that keeps trying to reach a stopped server there may be given the server's own port as
/// its source port, connect to itself, and so keep the server from ever coming back.
public final class LoopbackPort {
  private static final int LOWEST = 10_240;
  private static final int BEYOND = 32_768;
  private static final int ATTEMPTS = 100;

  /// What this process has chosen: whoever asked may not listen yet, and some ask for many at once.
  private static final Set<Integer> CHOSEN = ConcurrentHashMap.newKeySet();

  /// A third of all.
  private static final int MOST_CHOSEN = (BEYOND - LOWEST) / 3;

  private LoopbackPort() {}

  /// The port asked for, or a free one for 0.
  static int choose(int asked) {
    return asked == 0 ? free() : asked;
  }

  /// A port that was free a moment ago, and is no other's who asked this process.
  public static int free() {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, BEYOND);
      if (CHOSEN.size() >= MOST_CHOSEN) {
        // Whoever was given one of these has long listened there.
        CHOSEN.clear();
      }
      if (CHOSEN.add(port) && isFree(port)) {
        return port;
      }
    }
    throw new ServerException(
        "No free port found on 127.0.0.1 from %d to %d".formatted(LOWEST, BEYOND - 1));
  }

  /// Fails early, with a message that says what to do.
  ///
  /// @throws ServerException if `port` is taken, naming `server`, which is to listen there
  public static void requireFree(int port, String server) {
    if (!isFree(port)) {
      throw taken(port, server);
    }
  }

  /// Whether somebody listens on a port.
  public static boolean accepts(int port) {
    try (Socket probe = new Socket()) {
      probe.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  static ServerException taken(int port, String server) {
    return new ServerException(
        "Port %d on 127.0.0.1 is taken, %s cannot listen there: stop what uses it or choose another port"
            .formatted(port, server));
  }

  /// Whether nobody listens on a port.
  ///
  /// The probe is bound and never listens: a child that is forked at this moment inherits it for an
  /// instant, and would hold a listening port against the next probe.
  private static boolean isFree(int port) {
    try (SocketChannel probe = SocketChannel.open()) {
      probe.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      probe.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
      return true;
    } catch (IOException _) {
      return false;
    }
  }
}
