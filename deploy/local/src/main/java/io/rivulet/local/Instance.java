package io.rivulet.local;

import io.rivulet.access.Role;
import io.rivulet.kafka.KafkaSettings;
import io.rivulet.redis.RedisSettings;
import io.rivulet.servers.ServerCertificate;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// How to find a run: the file `instance.json` in its data folder, there as long as it runs.
///
/// @param pid the process id of the run itself
/// @param address of the API, such as `http://127.0.0.1:8080`
/// @param kafka bootstrap servers
/// @param redis `redis://host:port`
/// @param admin address of each service's admin port, by the service's name
/// @param services address of each service itself, behind the door, by its name
/// @param secrets folder of the certificates and passwords of a secure run; null in plain text
public record Instance(
    long pid,
    String address,
    String kafka,
    String redis,
    Map<String, String> admin,
    Map<String, String> services,
    @Nullable String secrets) {
  /// The Kafka Streams application of its workers, which is also their group.
  public static final String FANOUT_GROUP = "feed-fanout";

  private static final String FILE = "instance.json";

  /// One in plain text.
  public Instance(
      long pid,
      String address,
      String kafka,
      String redis,
      Map<String, String> admin,
      Map<String, String> services) {
    this(pid, address, kafka, redis, admin, services, null);
  }

  /// The run that uses a data folder.
  ///
  /// @throws LocalException if there is none
  public static Instance runningIn(Path data) {
    return JsonFile.read(data.resolve(FILE), Instance.class)
        // One that was killed leaves its file behind.
        .filter(one -> ProcessHandle.of(one.pid()).map(ProcessHandle::isAlive).orElse(false))
        .orElseThrow(
            () ->
                new LocalException(
                    "No Rivulet runs with the data of %s: start it with `deploy/rivulet up`, or name its folder with --data DIR"
                        .formatted(data)));
  }

  /// The admin ports of its fan-out workers, by their names. The others change only with the run.
  public Map<String, URI> workers() {
    Map<String, URI> workers = new TreeMap<>();
    admin.forEach(
        (name, address) -> {
          if (name.startsWith(Service.FANOUT.title())) {
            workers.put(name, URI.create(address));
          }
        });
    return workers;
  }

  /// The same run with these services.
  Instance with(List<ServiceProcess> processes) {
    Map<String, String> ports = new TreeMap<>();
    Map<String, String> own = new TreeMap<>();
    for (ServiceProcess process : processes) {
      ports.put(process.name(), process.admin());
      own.put(process.name(), process.address());
    }
    return new Instance(pid, address, kafka, redis, ports, own, secrets);
  }

  /// How an operator's tools reach Kafka.
  public KafkaSettings kafkaSettings() {
    return secrets == null
        ? KafkaSettings.of(kafka)
        : new KafkaSettings(kafka, folder(secrets).kafkaProperties(Role.OPERATOR));
  }

  /// How an operator's tools reach Redis, which they may only read from.
  public RedisSettings redisSettings() {
    if (secrets == null) {
      return RedisSettings.of(redis);
    }
    RunSecrets all = folder(secrets);
    return new RedisSettings(
        redis, null, null, Role.OPERATOR.user(), all.password(Role.OPERATOR), all.authority());
  }

  /// Makes HTTPS clients of this process that are made from now on trust the run's authority, and
  /// nobody else, since whoever asks for a run talks to nothing but it. Does nothing in plain text.
  ///
  /// @throws io.rivulet.servers.ServerException if its certificate cannot be read
  public void trust() {
    if (secrets != null) {
      SSLContext.setDefault(ServerCertificate.trusting(folder(secrets).authority()));
    }
  }

  private static RunSecrets folder(String secrets) {
    return RunSecrets.in(Path.of(secrets));
  }

  /// Tells where this run is.
  void write(Path data) throws IOException {
    JsonFile.write(data.resolve(FILE), this);
  }

  static void remove(Path data) throws IOException {
    Files.deleteIfExists(data.resolve(FILE));
  }
}
