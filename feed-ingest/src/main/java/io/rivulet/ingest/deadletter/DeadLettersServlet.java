package io.rivulet.ingest.deadletter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rivulet.deadletter.Replay;
import io.rivulet.kafka.KafkaSettings;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `/dead-letters` on the admin port: `GET` tells the newest, see [LetterBoard]; `POST` submits
/// some of them again: `{"numbers": [17, 18]}` or `{"reason": "unknown-author"}`.
///
/// Who may is a matter of [io.rivulet.service.AdminOnly]: to look takes `admin:read`, to replay
/// `admin:write`, and no page of a browser comes in without a token.
public final class DeadLettersServlet extends HttpServlet {
  /// Where it is.
  public static final String PATH = "/dead-letters";

  /// Of one request, lest it take minutes: each is acknowledged before the next is sent.
  static final int MOST = 500;

  private static final long serialVersionUID = 1L;
  private static final int MOST_BYTES = 64 << 10;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Logger logger = LoggerFactory.getLogger(DeadLettersServlet.class);

  private final transient KafkaSettings kafka;
  private final transient Clock clock;
  private final transient LetterBoard board;
  private final transient Object one = new Object();

  public DeadLettersServlet(KafkaSettings kafka, Clock clock) {
    this.kafka = kafka;
    this.clock = clock;
    this.board = new LetterBoard(kafka);
  }

  /// What was done.
  ///
  /// @param replayed how many
  /// @param left how many that were asked for wait still
  record Done(long replayed, long left) {}

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try {
      json(response, HttpServletResponse.SC_OK, board.look());
    } catch (KafkaException e) {
      unavailable(response, e);
    }
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Predicate<LetterBoard.Asked> asked;
    try {
      asked = asked(request.getInputStream().readNBytes(MOST_BYTES));
    } catch (IllegalArgumentException e) {
      error(response, HttpServletResponse.SC_BAD_REQUEST, String.valueOf(e.getMessage()));
      return;
    }
    try {
      json(response, HttpServletResponse.SC_OK, replay(asked));
    } catch (KafkaException e) {
      unavailable(response, e);
    }
  }

  /// One replay of this process at a time, so that the second of two presses finds nothing left; of
  /// several processes, [Replay] has the first note send.
  private Done replay(Predicate<LetterBoard.Asked> asked) {
    synchronized (one) {
      SortedSet<Long> waiting = board.waiting(asked);
      SortedSet<Long> chosen =
          waiting.stream().limit(MOST).collect(Collectors.toCollection(TreeSet::new));
      SortedSet<Long> sent = new Replay(kafka, "feed-ingest", clock).send(chosen, false);
      logger.info("{} dead letters were submitted again, as an operator asked", sent.size());
      return new Done(sent.size(), waiting.size() - chosen.size());
    }
  }

  private static Predicate<LetterBoard.Asked> asked(byte[] body) {
    JsonNode choice = tree(body);
    JsonNode reason = choice.path("reason");
    JsonNode numbers = choice.path("numbers");
    if (reason.isTextual() && numbers.isMissingNode()) {
      return letter -> letter.reason().equals(reason.asText());
    }
    if (numbers.isArray() && reason.isMissingNode()) {
      Set<Long> chosen = new HashSet<>();
      for (JsonNode number : numbers) {
        if (!number.canConvertToLong() || !number.isIntegralNumber()) {
          throw new IllegalArgumentException("numbers: expected whole numbers, found " + number);
        }
        chosen.add(number.asLong());
      }
      return letter -> chosen.contains(letter.number());
    }
    throw new IllegalArgumentException(
        "expected {\"numbers\": [17, 18]} or {\"reason\": \"unknown-author\"}");
  }

  private static JsonNode tree(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      throw new IllegalArgumentException("no JSON, or more than 64 KB", e);
    }
  }

  private static void unavailable(HttpServletResponse response, KafkaException failure)
      throws IOException {
    logger.warn("dead letters are neither shown nor submitted now", failure);
    error(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, "Kafka: " + failure.getMessage());
  }

  private static void error(HttpServletResponse response, int status, String told)
      throws IOException {
    json(response, status, Map.of("error", told));
  }

  private static void json(HttpServletResponse response, int status, Object body)
      throws IOException {
    byte[] bytes = JSON.writeValueAsBytes(body);
    response.setStatus(status);
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setContentType("application/json;charset=utf-8");
    response.getOutputStream().write(bytes);
  }

  @Override
  public void destroy() {
    board.close();
  }
}
