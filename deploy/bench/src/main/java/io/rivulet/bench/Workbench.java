package io.rivulet.bench;

import io.rivulet.bench.report.Machine;
import io.rivulet.local.ReaderAlone;
import io.rivulet.redis.Redis;
import io.rivulet.redis.RedisSettings;
import io.rivulet.servers.DataFolder;
import io.rivulet.servers.RedisServer;
import io.rivulet.servers.ServerSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A Redis and readers before it, for one benchmark.
public final class Workbench implements AutoCloseable {
  /// Room enough that collections are rare and do not decide what is measured.
  public static final List<String> READER_JVM =
      List.of("-Xms1g", "-Xmx1g", "-XX:+UseG1GC", "-XX:+UseCompactObjectHeaders");

  private static final Duration COMMAND_BOUND = Duration.ofSeconds(60);

  private final RedisServer server;
  private final Redis redis;
  private final DataFolder folder;
  private final List<ReaderAlone> readers = new ArrayList<>();

  private Workbench(RedisServer server, DataFolder folder) {
    this.server = server;
    this.folder = folder;
    this.redis = new Redis(new RedisSettings(server.uri(), null, COMMAND_BOUND));
  }

  /// Starts a Redis.
  public static Workbench open() {
    return new Workbench(
        RedisServer.start(ServerSettings.ephemeral()),
        DataFolder.open(Optional.empty(), "The benchmark"));
  }

  /// A client of it.
  public Redis redis() {
    return redis;
  }

  /// `redis://127.0.0.1:<port>`
  public String redisUri() {
    return server.uri();
  }

  /// Where it listens on 127.0.0.1.
  public int redisPort() {
    return server.port();
  }

  /// The process of Redis.
  public long redisPid() {
    return server.pid();
  }

  /// An empty folder that goes when this is closed.
  public Path folder(String name) {
    return folder.folder(name);
  }

  /// A reader whose Redis is there.
  ReaderAlone reader(String redisUri) {
    return reader(redisUri, READER_JVM);
  }

  /// A reader directly before Redis, with options for its JVM.
  public ReaderAlone reader(List<String> jvm) {
    return reader(server.uri(), jvm);
  }

  private ReaderAlone reader(String redisUri, List<String> jvm) {
    Path own = folder("reader-" + readers.size());
    ReaderAlone reader = ReaderAlone.start(own, redisUri, jvm);
    readers.add(reader);
    return reader;
  }

  /// A reader directly before Redis.
  ReaderAlone reader() {
    return reader(server.uri());
  }

  /// Forgets everything.
  public void clear() {
    redis.await(redis.commands().flushall());
  }

  /// Where all this runs.
  public Machine machine() {
    return Machine.beside(redis);
  }

  /// How many commands a Redis has worked on, those of scripts and of this process too.
  public static long commands(Redis redis) {
    return redis
        .await(redis.commands().info("commandstats"))
        .lines()
        .filter(line -> line.startsWith("cmdstat_") && !line.startsWith("cmdstat_info"))
        .mapToLong(line -> Long.parseLong(line.replaceAll(".*:calls=(\\d+),.*", "$1")))
        .sum();
  }

  /// How many bytes Redis has sent, to whomever.
  long bytesSent() {
    return redis
        .await(redis.commands().info("stats"))
        .lines()
        .filter(line -> line.startsWith("total_net_output_bytes:"))
        .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(':') + 1).strip()))
        .sum();
  }

  /// The length of each value.
  List<Long> lengths(List<byte[]> keys) {
    var answers = keys.stream().map(key -> redis.commands().strlen(key)).toList();
    return answers.stream().map(answer -> redis.await(answer)).toList();
  }

  @Override
  public void close() {
    readers.forEach(ReaderAlone::close);
    redis.close();
    server.close();
    folder.close();
  }
}
