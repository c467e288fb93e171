package io.rivulet.faults.system;

import io.rivulet.servers.HostedServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A service of Rivulet.
///
/// @param title of the configuration's template
/// @param address where it listens
/// @param values for the template's places
record ServiceProgram(
    String title,
    String mainClass,
    String address,
    int port,
    int adminPort,
    Map<String, String> values)
    implements HostedServer.Program {
  private static final Pattern PLACE = Pattern.compile("\\$\\{(\\w+)}");
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();

  /// As small as a service's heap may be, and quick to start.
  private static final List<String> JVM =
      List.of(
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          "-Xmx256m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:+ExitOnOutOfMemoryError");

  /// Scheme, host and port of its API.
  String url() {
    return "http://%s:%d".formatted(address, port);
  }

  @Override
  public List<String> command(Path folder) throws IOException {
    Path file = folder.resolve(title + ".yml");
    Files.writeString(file, configuration(folder));
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JVM);
    // A process that is killed leaves there what it has unpacked.
    command.add("-Djava.io.tmpdir=" + Files.createDirectories(folder.resolve("temporary")));
    command.add("-XX:ErrorFile=" + folder.resolve("crash-%p.log"));
    command.addAll(
        List.of(
            "-cp", System.getProperty("java.class.path"), mainClass, "server", file.toString()));
    return command;
  }

  private String configuration(Path folder) throws IOException {
    var all = new HashMap<>(values);
    all.put("address", address);
    all.put("port", Integer.toString(port));
    all.put("adminPort", Integer.toString(adminPort));
    all.put("folder", folder.toString());
    all.put("publicUrl", url());
    return PLACE.matcher(template()).replaceAll(place -> value(all, place.group(1)));
  }

  private static String value(Map<String, String> values, String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalStateException("no value for " + name);
    }
    return Matcher.quoteReplacement(value);
  }

  private String template() throws IOException {
    String name = title + ".yml";
    try (InputStream in = ServiceProgram.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("resource missing: " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Override
  public boolean answers() {
    var request =
        HttpRequest.newBuilder(URI.create("http://%s:%d/ready".formatted(address, adminPort)))
            .timeout(PATIENCE);
    try {
      return HTTP.send(request.build(), BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException _) {
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
