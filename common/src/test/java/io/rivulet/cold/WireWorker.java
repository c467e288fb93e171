package io.rivulet.cold;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.rivulet.post.PostBody;
import io.rivulet.redis.Redis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// Answers at a worker's door, over real HTTP, what a test tells it to.
final class WireWorker implements AutoCloseable {
  private final String scheme;
  private final HttpServer server;
  private final BitSet partitions = new BitSet();
  private final Map<Long, PostBody> posts = new HashMap<>();
  private final AtomicInteger asked = new AtomicInteger();
  private final CountDownLatch released = new CountDownLatch(1);
  private volatile int status = 200;
  private volatile boolean silent;
  private volatile boolean stops;
  private volatile String authorization = "";

  WireWorker(int... partitions) {
    this(null, partitions);
  }

  /// @param encryption by which it answers over HTTPS; null for HTTP
  WireWorker(@Nullable SSLContext encryption, int... partitions) {
    for (int partition : partitions) {
      this.partitions.set(partition);
    }
    scheme = encryption == null ? "http" : "https";
    server = server(encryption);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        DoorProtocol.PATH,
        exchange -> {
          asked.incrementAndGet();
          authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
          byte[] answer = answer(DoorProtocol.decode(exchange.getRequestBody().readAllBytes()));
          if (silent) {
            await();
          }
          exchange.sendResponseHeaders(status, answer.length);
          if (stops) {
            exchange.getResponseBody().write(answer, 0, 1);
            exchange.getResponseBody().flush();
            await();
          }
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
  }

  private static HttpServer server(@Nullable SSLContext encryption) {
    // Of all addresses of this machine.
    InetSocketAddress address = new InetSocketAddress(0);
    try {
      if (encryption == null) {
        return HttpServer.create(address, 0);
      }
      HttpsServer encrypted = HttpsServer.create(address, 0);
      encrypted.setHttpsConfigurator(new HttpsConfigurator(encryption));
      return encrypted;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void await() {
    try {
      released.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private byte[] answer(List<Long> ids) {
    Map<Long, PostBody> found = new HashMap<>(posts);
    found.keySet().retainAll(ids);
    return new Searched(partitions, found).encode();
  }

  WireWorker has(long id, PostBody body) {
    posts.put(id, body);
    return this;
  }

  void answers(int other) {
    status = other;
  }

  void falls(boolean silence) {
    silent = silence;
  }

  /// Whether it stops in the midst of answers.
  void stops(boolean midway) {
    stops = midway;
  }

  int port() {
    return server.getAddress().getPort();
  }

  int asked() {
    return asked.get();
  }

  String authorization() {
    return authorization;
  }

  /// Tells where it is, as one of `all` partitions.
  void tellIn(Doors doors, Redis redis, int all) {
    List<Integer> own = new ArrayList<>(partitions.stream().boxed().toList());
    URI address = URI.create(scheme + "://127.0.0.1:" + server.getAddress().getPort());
    redis.await(doors.tell(new Door(address, all), own));
  }

  @Override
  public void close() {
    released.countDown();
    server.stop(0);
  }
}
