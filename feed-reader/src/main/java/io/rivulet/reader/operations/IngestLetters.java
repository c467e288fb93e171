package io.rivulet.reader.operations;

import io.rivulet.vitals.Targets;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Asks feed-ingest, which has the dead letters and submits them again, in the name of whoever asks
/// the page: with his token, so that feed-ingest decides what he may.
final class IngestLetters implements AutoCloseable {
  private static final String INGEST = "feed-ingest";
  private static final String PATH = "/dead-letters";
  private static final Duration CONNECTED = Duration.ofSeconds(3);

  /// As long as Kafka may take for a first look at thousands of them.
  private static final Duration LOOKED = Duration.ofSeconds(20);

  /// 500 letters, each acknowledged twice.
  private static final Duration REPLAYED = Duration.ofSeconds(60);

  private static final long MOST_BYTES = 1 << 20;

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECTED)
          .build();
  private final Path targets;

  /// @param targets the file of all services' admin ports
  IngestLetters(Path targets) {
    this.targets = targets;
  }

  /// What feed-ingest answered.
  @SuppressWarnings("ArrayRecordComponent") // handed on as it is
  record Answer(int status, byte[] body) {}

  /// @param authorization of whoever asks; null of somebody on this machine without a token
  /// @throws IOException if no feed-ingest answers
  /// @throws IllegalArgumentException if the file of targets cannot be used, or names none
  Answer look(@Nullable String authorization) throws IOException {
    return ask(authorization, null);
  }

  /// Submits some again.
  ///
  /// @param choice as feed-ingest takes it
  Answer replay(@Nullable String authorization, byte[] choice) throws IOException {
    return ask(authorization, choice);
  }

  /// The first that takes a connection. One that did and does not answer may be at work, so no
  /// other is asked then.
  private Answer ask(@Nullable String authorization, byte @Nullable [] choice) throws IOException {
    IOException failure = new IOException("no feed-ingest in " + targets);
    for (URI ingest : ingests()) {
      try {
        return ask(ingest.resolve(PATH), authorization, choice);
      } catch (ConnectException | HttpConnectTimeoutException e) {
        failure = new IOException("%s does not answer: %s".formatted(ingest.resolve(PATH), e), e);
      }
    }
    throw failure;
  }

  private List<URI> ingests() {
    return Targets.read(targets).entrySet().stream()
        .filter(one -> one.getKey().equals(INGEST) || one.getKey().startsWith(INGEST + " "))
        .map(Map.Entry::getValue)
        .toList();
  }

  private Answer ask(URI address, @Nullable String authorization, byte @Nullable [] choice)
      throws IOException {
    HttpRequest.Builder request = HttpRequest.newBuilder(address);
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    if (choice == null) {
      request.timeout(LOOKED);
    } else {
      request
          .timeout(REPLAYED)
          .header("Content-Type", "application/json")
          .POST(HttpRequest.BodyPublishers.ofByteArray(choice));
    }
    try {
      HttpResponse<byte[]> answer =
          http.send(request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES));
      return new Answer(answer.statusCode(), answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
