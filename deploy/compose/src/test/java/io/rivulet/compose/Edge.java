package io.rivulet.compose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.rivulet.local.client.Answer;
import io.rivulet.local.client.Call;
import io.rivulet.local.client.Carrier;
import io.rivulet.servers.ServerCertificate;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Asks through the edge, whose certificate has to be of the authority in the folder of secrets.
final class Edge implements Carrier {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final ObjectMapper json = new ObjectMapper();

  private final String address;
  private final HttpClient http;

  Edge(String address, Path secrets) {
    this.address = address;
    this.http =
        HttpClient.newBuilder()
            .sslContext(ServerCertificate.trusting(secrets.resolve("ca.crt")))
            .connectTimeout(PATIENCE)
            .build();
  }

  @Override
  public Answer send(Call call) {
    JsonNode body = call.body();
    HttpRequest.Builder request =
        request(call.path(), call.token())
            .timeout(PATIENCE)
            .method(
                call.method(),
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()));
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    try {
      HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
      String text = response.body();
      return new Answer(
          response.statusCode(),
          text.startsWith("{") || text.startsWith("[")
              ? json.readTree(text)
              : MissingNode.getInstance());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// A stream of events that has begun.
  HttpResponse<InputStream> listen(String token) throws IOException, InterruptedException {
    return http.send(
        request("/api/v1/streaming/user", token).build(), BodyHandlers.ofInputStream());
  }

  /// What is answered, with its headers.
  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(request(path, null).timeout(PATIENCE).build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path, @Nullable String token) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path));
    return token == null ? request : request.header("Authorization", "Bearer " + token);
  }
}
