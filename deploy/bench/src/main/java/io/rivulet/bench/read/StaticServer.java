package io.rivulet.bench.read;

import io.rivulet.bench.machine.Usage;
import io.rivulet.local.LocalException;
import io.rivulet.servers.LoopbackPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// An nginx of one's own that serves some bytes as a file: what a page costs that nobody has to
/// make.
final class StaticServer implements AutoCloseable {
  /// What to say where there is none.
  static final String MISSING = "nginx is not on the PATH (Debian: apt-get install nginx-light)";

  private static final int ATTEMPTS = 200;
  private final Process process;
  private final int port;

  private StaticServer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /// Whether there is a program to start.
  static boolean available() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "nginx")));
  }

  /// Starts it and waits until it answers.
  ///
  /// @param folder empty; for its configuration, its file and its log
  /// @param page what `/page` answers
  /// @param link a header as long as the reader's
  static StaticServer start(Path folder, byte[] page, String link, int workers) {
    int port = LoopbackPort.free();
    try {
      Files.write(folder.resolve("page"), page);
      Files.createDirectories(folder.resolve("logs"));
      Path configuration = folder.resolve("nginx.conf");
      Files.writeString(configuration, configuration(folder, workers, port, link));
      Process process =
          new ProcessBuilder("nginx", "-p", folder.toString(), "-c", configuration.toString())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("nginx.log").toFile())
              .start();
      var server = new StaticServer(process, port);
      server.awaitAnswer(folder.resolve("nginx.log"));
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String configuration(Path folder, int workers, int port, String link) {
    return """
        daemon off;
        user %s;
        worker_processes %d;
        pid "%s/nginx.pid";
        error_log stderr warn;
        events { worker_connections 1024; }
        http {
          access_log off;
          sendfile on;
          tcp_nopush on;
          keepalive_timeout 60;
          keepalive_requests 100000000;
          default_type application/json;
          charset utf-8;
          open_file_cache max=10;
          server {
            listen 127.0.0.1:%d;
            root "%s";
            etag off;
            add_header Cache-Control "private, no-store";
            add_header Access-Control-Allow-Origin "*";
            add_header Link "%s";
          }
        }
        """
        .formatted(System.getProperty("user.name"), workers, folder, port, folder, link);
  }

  private void awaitAnswer(Path log) throws IOException {
    for (int attempt = 0; attempt < ATTEMPTS && process.isAlive(); attempt++) {
      if (LoopbackPort.accepts(port)) {
        return;
      }
      pause();
    }
    process.destroy();
    throw new LocalException("nginx does not start: " + Files.readString(log).strip());
  }

  private static void pause() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalException("Interrupted", e);
    }
  }

  int port() {
    return port;
  }

  byte[] request() {
    return "GET /page HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  }

  double cpuSeconds() {
    return Usage.cpuSeconds(process.pid())
        + process.children().mapToDouble(worker -> Usage.cpuSeconds(worker.pid())).sum();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
