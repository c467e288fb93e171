package io.rivulet.local;

import io.rivulet.servers.JavaServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A feed-reader in a process of its own before some Redis, without all the rest: for measurements.
/// Its JVM has both compilers, as in production, which a local run's has not.
public final class ReaderAlone implements AutoCloseable {
  private final ServiceProcess process;
  private final JavaServer server;
  private final LocalTokens tokens;

  private ReaderAlone(ServiceProcess process, JavaServer server, LocalTokens tokens) {
    this.process = process;
    this.server = server;
    this.tokens = tokens;
  }

  /// Starts it and waits until it is ready.
  ///
  /// @param folder for its configuration, its log and the keys of its tokens
  /// @param redis `redis://host:port`
  /// @param jvm options for its JVM, such as the size of its heap
  public static ReaderAlone start(Path folder, String redis, List<String> jvm) {
    ServiceProcess process = ServiceProcess.of(Service.READER, folder);
    LocalTokens tokens = LocalTokens.create(folder);
    var options = new ArrayList<>(jvm);
    options.addAll(
        List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
    JavaServer server =
        process.start(
            Map.of(
                "redis",
                redis,
                "publicUrl",
                "http://127.0.0.1:" + process.port(),
                "tokenKeys",
                LocalTokens.publicKeys(folder).toString()),
            options);
    return new ReaderAlone(process, server, tokens);
  }

  /// Scheme, host and port of its API.
  public String address() {
    return "http://127.0.0.1:" + process.port();
  }

  /// Scheme, host and port of its metrics.
  public String admin() {
    return process.admin();
  }

  /// The port of its API.
  public int port() {
    return process.port();
  }

  /// Its process.
  public long pid() {
    return server.pid();
  }

  /// A token of an account.
  public String token(long account) {
    return tokens.of(account);
  }

  @Override
  public void close() {
    server.close();
  }
}
