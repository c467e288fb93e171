package io.rivulet.local;

import io.rivulet.servers.JavaProgram;
import io.rivulet.servers.JavaServer;
import io.rivulet.servers.LoopbackPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// One service of a run: its ports, its configuration file, and how its process is started.
///
/// @param name what it is called in messages, and its folder
/// @param port of the API
/// @param adminPort of health, readiness and metrics
/// @param folder of its configuration, its log and its state
record ServiceProcess(Service service, String name, int port, int adminPort, Path folder) {
  private static final Duration PROBE_BOUND = Duration.ofSeconds(2);
  private static final HttpClient PROBE =
      HttpClient.newBuilder().connectTimeout(PROBE_BOUND).build();

  /// Takes free ports and a folder below `data`.
  static ServiceProcess of(Service service, Path data) {
    return of(service, service.title(), data);
  }

  /// One of several of a service.
  ///
  /// @param name no other has it
  static ServiceProcess of(Service service, String name, Path data) {
    return new ServiceProcess(
        service, name, LoopbackPort.free(), LoopbackPort.free(), data.resolve(name));
  }

  String address() {
    return "http://127.0.0.1:" + port;
  }

  String admin() {
    return "http://127.0.0.1:" + adminPort;
  }

  /// Starts it and waits until it is ready.
  ///
  /// @param surroundings values for its configuration: `kafka`, `redis`, `publicUrl`, `tokenKeys`
  JavaServer start(Map<String, String> surroundings) {
    return start(surroundings, ServiceJvm.options(folder));
  }

  /// As [#start(Map)], with options for the JVM other than those of a local run.
  JavaServer start(Map<String, String> surroundings, List<String> jvm) {
    return JavaServer.start(name, port, folder, program(surroundings, jvm), this::isReady);
  }

  private JavaProgram program(Map<String, String> surroundings, List<String> jvm) {
    Path file = folder.resolve(service.title() + ".yml");
    var values = new HashMap<>(surroundings);
    String keys = surroundings.get("tokenKeys");
    if (keys != null) {
      values.put("revoked", LocalTokens.revoked(Path.of(keys)).toString());
    }
    values.put("port", Integer.toString(port));
    values.put("adminPort", Integer.toString(adminPort));
    values.put("folder", folder.toString());
    return new JavaProgram(
        jvm,
        System.getProperty("java.class.path"),
        service.mainClass(),
        List.of("server", file.toString()),
        () -> Files.writeString(file, service.configuration(values)));
  }

  private boolean isReady() {
    var request = HttpRequest.newBuilder(URI.create(admin() + "/ready")).timeout(PROBE_BOUND);
    try {
      return PROBE.send(request.build(), BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException _) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException("interrupted", e));
    }
  }
}
