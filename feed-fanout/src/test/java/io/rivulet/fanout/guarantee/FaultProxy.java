package io.rivulet.fanout.guarantee;

import static org.awaitility.Awaitility.await;

import io.rivulet.servers.LoopbackPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A network between a worker and Redis that does what the test wants.
///
/// - *Requests held*: Redis sees nothing of them until they are released.
/// - *Answers held*: Redis carries the requests out, the client does not hear of it.
/// - *Delayed*: either way, order kept.
/// - *Cut*: connections are closed, what was held on them is lost, new ones are refused.
///
/// What is held when a client goes is lost too: Redis never sees its requests.
final class FaultProxy implements AutoCloseable {
  private final int upstream;
  private final int port = LoopbackPort.free();
  private final ProxyStream.Valve requests = new ProxyStream.Valve();
  private final ProxyStream.Valve answers = new ProxyStream.Valve();
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private volatile @Nullable Trigger trigger;
  private volatile ServerSocket listener;

  /// Something that happens when a request is seen for the first time.
  private record Trigger(String request, ProxyStream.Valve held, AtomicBoolean pulled) {}

  private FaultProxy(int upstream) throws IOException {
    this.upstream = upstream;
    this.listener = listen();
  }

  /// A proxy that is open.
  ///
  /// @param upstream port of 127.0.0.1
  static FaultProxy to(int upstream) {
    try {
      return new FaultProxy(upstream);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return port;
  }

  String uri() {
    return "redis://127.0.0.1:" + port;
  }

  void holdRequests() {
    requests.hold();
  }

  void holdAnswers() {
    answers.hold();
  }

  /// Holds requests from the first one that contains `text`, that one included.
  void holdRequestsFrom(String text) {
    trigger = new Trigger(text, requests, new AtomicBoolean());
  }

  /// Holds answers from that to the first request that contains `text`.
  void holdAnswersFrom(String text) {
    trigger = new Trigger(text, answers, new AtomicBoolean());
  }

  /// Whether a request was seen that [#holdRequestsFrom] or [#holdAnswersFrom] waited for.
  boolean triggered() {
    Trigger set = trigger;
    return set != null && set.pulled.get();
  }

  void delayAnswers(Duration delay) {
    answers.delay(delay);
  }

  /// Commands that Redis has not seen.
  int requestsHeld() {
    return requests.waiting();
  }

  /// Answers that the client has not seen.
  int answersHeld() {
    return answers.waiting();
  }

  /// Closes all connections and refuses new ones.
  void cut() {
    close();
  }

  /// Undoes everything: what is held goes on its way, connections are taken.
  void open() {
    trigger = null;
    requests.open();
    answers.open();
    if (listener.isClosed()) {
      // The port is free only when the thread that accepted has noticed.
      await().ignoreException(BindException.class).until(this::listensAgain);
    }
  }

  private boolean listensAgain() throws IOException {
    listener = listen();
    return true;
  }

  private ServerSocket listen() throws IOException {
    ServerSocket socket = new ServerSocket();
    socket.setReuseAddress(true);
    socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
    Thread.ofVirtual().name("fault-proxy").start(() -> accept(socket));
    return socket;
  }

  private void accept(ServerSocket from) {
    while (!from.isClosed()) {
      try {
        connect(from.accept(), from);
      } catch (IOException e) {
        // Cut, or the client or Redis is gone; the next may come.
      }
    }
  }

  private void connect(Socket client, ServerSocket from) throws IOException {
    sockets.add(client);
    Socket server;
    try {
      server = new Socket(InetAddress.ofLiteral("127.0.0.1"), upstream);
    } catch (IOException e) {
      end(client);
      throw e;
    }
    sockets.add(server);
    Runnable end =
        () -> {
          end(client);
          end(server);
        };
    if (from.isClosed()) {
      end.run();
      return;
    }
    client.setTcpNoDelay(true);
    server.setTcpNoDelay(true);
    start(client, server, requests, this::seen, end);
    start(server, client, answers, _ -> {}, end);
  }

  private static void start(
      Socket from, Socket to, ProxyStream.Valve valve, Consumer<byte[]> seen, Runnable end)
      throws IOException {
    new ProxyStream(from.getInputStream(), to.getOutputStream(), valve, seen, end)
        .start("fault-proxy-" + from.getPort());
  }

  private void seen(byte[] request) {
    Trigger set = trigger;
    if (set != null
        && !set.pulled.get()
        && new String(request, StandardCharsets.ISO_8859_1).contains(set.request)) {
      set.held.hold();
      set.pulled.set(true);
    }
  }

  private void end(Socket socket) {
    sockets.remove(socket);
    try {
      socket.close();
    } catch (IOException e) {
      // Gone either way.
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Set.copyOf(sockets).forEach(this::end);
  }
}
