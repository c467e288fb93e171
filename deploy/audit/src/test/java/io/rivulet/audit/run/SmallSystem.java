package io.rivulet.audit.run;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.rivulet.audit.model.History;
import io.rivulet.audit.model.ReferenceModel;
import io.rivulet.event.Event;
import io.rivulet.event.EventJson;
import io.rivulet.servers.TestServers;
import io.rivulet.topic.TopicProvisioner;
import io.rivulet.topic.Topics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// A system that is right by definition: a real Kafka, a group that commits whatever is there, and
/// an HTTP service that serves what the model says, unless it is told to lie.
final class SmallSystem implements AutoCloseable {
  static final String GROUP = "small-fan-out";
  private static final int PARTITIONS = 4;
  private static final List<String> TOPICS =
      List.of(Topics.POSTS, Topics.RELATIONS, Topics.ACCOUNTS, Topics.DELIVERIES);

  final ReferenceModel model = new ReferenceModel();
  final History history;
  final AtomicInteger pages = new AtomicInteger();
  volatile UnaryOperator<List<Long>> serving = UnaryOperator.identity();
  volatile boolean standing;

  private final Map<String, Object> kafka = Map.of("bootstrap.servers", TestServers.kafka());
  private final Admin admin = Admin.create(kafka);
  private final KafkaProducer<byte[], byte[]> producer =
      new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer());
  private final ScheduledExecutorService fanout = Executors.newSingleThreadScheduledExecutor();
  private final HttpServer http;

  SmallSystem() throws IOException {
    var _ =
        new TopicProvisioner(admin, Duration.ofSeconds(20)).provision(Topics.spec(PARTITIONS, 1));
    history =
        new History(
            (at, event) -> {
              synchronized (model) {
                model.apply(at, event);
                send(event);
              }
            });
    var _ = fanout.scheduleWithFixedDelay(this::commit, 0, 50, TimeUnit.MILLISECONDS);
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    http.createContext("/api/v1/timelines/home", this::serve);
    http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    http.start();
  }

  AuditTarget target() {
    return new AuditTarget(
        "http://127.0.0.1:" + http.getAddress().getPort(),
        TestServers.kafka(),
        TestServers.redis(),
        GROUP,
        Long::toString);
  }

  private void send(Event event) {
    try {
      var _ =
          producer
              .send(
                  new ProducerRecord<>(
                      Topics.of(event), Topics.key(event.key()), EventJson.encode(event)))
              .get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Bytes that are no event.
  void poison() throws Exception {
    var _ =
        producer
            .send(
                new ProducerRecord<>(
                    Topics.POSTS, Topics.key(1), "{".getBytes(StandardCharsets.UTF_8)))
            .get();
  }

  private void commit() {
    if (standing) {
      return;
    }
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    for (String topic : TOPICS) {
      for (int partition = 0; partition < PARTITIONS; partition++) {
        asked.put(new TopicPartition(topic, partition), OffsetSpec.latest());
      }
    }
    try {
      Map<TopicPartition, OffsetAndMetadata> ends =
          admin.listOffsets(asked).all().get().entrySet().stream()
              .collect(
                  Collectors.toMap(
                      Map.Entry::getKey, end -> new OffsetAndMetadata(end.getValue().offset())));
      admin.alterConsumerGroupOffsets(GROUP, ends).all().get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private void serve(HttpExchange exchange) throws IOException {
    pages.incrementAndGet();
    long viewer =
        Long.parseLong(
            exchange.getRequestHeaders().getFirst("Authorization").substring("Bearer ".length()));
    Map<String, Long> query = new HashMap<>();
    for (String part : exchange.getRequestURI().getQuery().split("&", -1)) {
      int equals = part.indexOf('=');
      query.put(part.substring(0, equals), Long.parseLong(part.substring(equals + 1)));
    }
    long limit = query.getOrDefault("limit", 20L);
    long below = query.getOrDefault("max_id", Long.MAX_VALUE);
    List<Long> page;
    String body;
    synchronized (model) {
      page =
          serving.apply(model.home(viewer, System.currentTimeMillis())).stream()
              .filter(id -> id < below)
              .limit(limit)
              .toList();
      body = page.stream().map(this::status).collect(Collectors.joining(",", "[", "]"));
    }
    if (!page.isEmpty()) {
      String link =
          "<https://public.example/api/v1/timelines/home?limit=%d&max_id=%d>; rel=\"next\""
              .formatted(limit, page.getLast());
      exchange.getResponseHeaders().add("Link", link);
    }
    exchange
        .getResponseHeaders()
        .add("Rivulet-Sources", "pushed=%d,pulled=0".formatted(page.size()));
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, bytes.length);
    try (var out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  private String status(long id) {
    long shows = model.shows(id);
    return shows == id
        ? "{\"id\":\"%d\",\"edited_at\":null,\"reblog\":null}".formatted(id)
        : "{\"id\":\"%d\",\"edited_at\":null,\"reblog\":{\"id\":\"%d\",\"edited_at\":null}}"
            .formatted(id, shows);
  }

  @Override
  public void close() {
    http.stop(0);
    fanout.shutdownNow();
    producer.close();
    admin.close();
  }
}
