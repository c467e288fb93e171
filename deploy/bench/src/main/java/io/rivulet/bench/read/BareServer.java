package io.rivulet.bench.read;

import io.rivulet.bench.QuietLog;
import io.rivulet.keyspace.Keyspace;
import io.rivulet.keyspace.Shards;
import io.rivulet.redis.Redis;
import io.rivulet.redis.RedisSettings;
import io.rivulet.redis.RoundTrip;
import io.rivulet.servers.JavaProgram;
import io.rivulet.servers.JavaServer;
import io.rivulet.servers.LoopbackPort;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.VirtualThreadPool;
import org.jspecify.annotations.Nullable;

/// What the reader's parts take at least: its HTTP server with its threads, which answers the same
/// bytes to everything; before that, if wanted, its client of Redis in the round trip that every
/// home page begins with. Nothing is decoded, merged or written.
public final class BareServer {
  private static final Duration COMMAND_BOUND = Duration.ofSeconds(20);

  private BareServer() {}

  /// Starts one in a JVM of its own.
  ///
  /// @param folder for its page and its log
  /// @param jvm options for its JVM
  /// @param redis where the viewers' timelines are read before each answer; null for no read
  static JavaServer start(
      Path folder, List<String> jvm, byte[] page, @Nullable String redis, int viewers) {
    Path file = folder.resolve("page");
    int port = LoopbackPort.free();
    List<String> options = new ArrayList<>(jvm);
    options.add(QuietLog.option(folder));
    List<String> arguments = new ArrayList<>(List.of(Integer.toString(port), file.toString()));
    if (redis != null) {
      arguments.addAll(List.of(redis, Integer.toString(viewers)));
    }
    return JavaServer.start(
        "bare-jetty",
        port,
        folder,
        new JavaProgram(
            options,
            System.getProperty("java.class.path"),
            BareServer.class.getName(),
            arguments,
            () -> Files.write(file, page)),
        () -> LoopbackPort.accepts(port));
  }

  /// Serves until it is ended.
  ///
  /// @param arguments the port, the file of the page, and mostly the URI of a Redis and how many
  ///   viewers have a timeline there
  public static void main(String[] arguments) throws Exception {
    byte[] page = Files.readAllBytes(Path.of(arguments[1]));
    QueuedThreadPool threads = new QueuedThreadPool();
    threads.setVirtualThreadsExecutor(new VirtualThreadPool());
    Server server = new Server(threads);
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    connector.setPort(Integer.parseInt(arguments[0]));
    server.addConnector(connector);
    server.setHandler(
        arguments.length == 2
            ? new SamePage(page)
            : new SamePage(page) {
              private final Redis redis =
                  new Redis(new RedisSettings(arguments[2], null, COMMAND_BOUND));
              private final int viewers = Integer.parseInt(arguments[3]);

              @Override
              void prepare() {
                read(redis, Crowd.FIRST_VIEWER + ThreadLocalRandom.current().nextInt(viewers));
              }
            });
    server.start();
    server.join();
  }

  /// State, relations, timeline and both overlays.
  private static void read(Redis redis, long viewer) {
    RoundTrip trip = redis.roundTrip();
    var own = trip.hash(Keyspace.own(viewer));
    var changed = trip.hash(Keyspace.ownRelations(viewer));
    var values =
        trip.values(
            List.of(
                Keyspace.state(Shards.of(viewer)),
                Keyspace.relations(viewer),
                Keyspace.home(viewer)));
    trip.send();
    var _ = redis.await(values);
    var _ = redis.await(own);
    var _ = redis.await(changed);
  }

  /// Answers the same bytes to everything.
  private static class SamePage extends Handler.Abstract {
    private final byte[] page;

    SamePage(byte[] page) {
      this.page = page;
    }

    /// What an answer waits for.
    void prepare() {}

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      prepare();
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json;charset=utf-8");
      response.getHeaders().put(HttpHeader.CACHE_CONTROL, "private, no-store");
      response.getHeaders().put(HttpHeader.CONTENT_LENGTH, page.length);
      response.write(true, ByteBuffer.wrap(page), callback);
      return true;
    }
  }
}
