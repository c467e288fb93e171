package io.rivulet.local;

import io.rivulet.servers.JavaServer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A service in a process of its own, without all the rest: for measurements. Its JVM has both
/// compilers, as in production, which a local run's has not.
public abstract class ServiceAlone implements AutoCloseable {
  private final ServiceProcess process;
  private final JavaServer server;

  /// Starts it and waits until it is ready.
  ///
  /// @param folder for its configuration, its log and its state
  /// @param surroundings values for its configuration, beside `publicUrl`
  /// @param jvm options for its JVM, such as the size of its heap
  ServiceAlone(Service service, Path folder, Map<String, String> surroundings, List<String> jvm) {
    process = ServiceProcess.of(service, folder);
    var values = new HashMap<>(surroundings);
    values.put("publicUrl", address());
    values.put("limits", "limits: {enabled: false}");
    values.put("media", folder.resolve("media").toString());
    values.putIfAbsent("index", "");
    values.putIfAbsent("tracing", "");
    // There is no worker to ask, and nobody who says that Redis has all that there is.
    values.put("coldPosts", "false");
    values.put("operations", "");
    server = process.start(values, jvm);
  }

  /// Scheme, host and port of its API.
  public final String address() {
    return "http://127.0.0.1:" + process.port();
  }

  /// Scheme, host and port of its metrics.
  public final String admin() {
    return process.admin();
  }

  /// The port of its API.
  public final int port() {
    return process.port();
  }

  public final long pid() {
    return server.pid();
  }

  /// Holds the process up, as it is.
  public final void pause() {
    server.pause();
  }

  /// Lets it go on after [#pause()].
  public final void resume() {
    server.resume();
  }

  @Override
  public final void close() {
    server.close();
  }
}
