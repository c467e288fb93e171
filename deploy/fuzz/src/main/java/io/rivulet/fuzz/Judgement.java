package io.rivulet.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rivulet.contract.Contract;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What must hold of an answer, whatever was asked. Nothing is away while this runs, so 503 is a
/// fault as well, if it stays when asked again ([HttpDoor]).
final class Judgement {
  private static final JsonMapper JSON = new JsonMapper();

  /// A line of a stack trace, or a name that only our code has.
  private static final Pattern INSIDES =
      Pattern.compile(
          "at [\\w.$]+\\([\\w.]+:\\d+\\)|\\b(java|javax|jakarta|io\\.rivulet|org\\.eclipse|"
              + "com\\.fasterxml|org\\.glassfish|io\\.undertow)\\.[\\w.]+[A-Z]\\w+");

  /// Texts that say no more than their status does.
  private static final Pattern EMPTY_WORDS =
      Pattern.compile("The request is malformed|Validation failed:? *");

  private Judgement() {}

  /// What is wrong with what came back, null if nothing is.
  static @Nullable Fault of(Shot shot, Wire.Exchange exchange, Map<String, String> values) {
    Fault wire = exchange.fault();
    if (wire != null) {
      return wire;
    }
    if (exchange.answers().isEmpty() && WholeRequest.is(shot.bytes(values))) {
      return new Fault("closed", "a whole request is not answered");
    }
    if (shot.ambiguous() && isTakenTwice(exchange)) {
      return new Fault("smuggled", exchange.answers().size() + " answers to one request");
    }
    for (RawAnswer answer : exchange.answers()) {
      Fault fault = of(shot, answer, values);
      if (fault != null) {
        return fault;
      }
    }
    return null;
  }

  private static boolean isTakenTwice(Wire.Exchange exchange) {
    return exchange.answers().size() > 1;
  }

  private static @Nullable Fault of(Shot shot, RawAnswer answer, Map<String, String> values) {
    int status = answer.status();
    if (shot.target().isAdmin() && isForOperators(shot.path(values))) {
      return null;
    }
    // A service may refuse what has not come to its end, for which a door takes it to break off.
    boolean brokenOff = isAway(answer) && !WholeRequest.is(shot.bytes(values));
    if (status >= 500 && !brokenOff) {
      return new Fault("status " + status, answer.body());
    }
    if (status >= 400 && !shot.method().equals("HEAD") && !shot.target().isAdmin()) {
      Fault fault = ofRefusal(answer);
      if (fault != null) {
        return fault;
      }
    }
    if (INSIDES.matcher(answer.body()).find() && status >= 400) {
      return new Fault("tells its insides", answer.body());
    }
    return ofContract(shot, answer, values);
  }

  /// Answered with 500 and a report while something is not well, or by a task that failed.
  private static boolean isForOperators(String path) {
    return path.equals("/healthcheck") || path.startsWith("/tasks/");
  }

  /// Whether it is to be asked again: an index, for one, may be behind for a moment.
  static boolean isAway(RawAnswer answer) {
    return answer.status() == 503 && !answer.header("retry-after").isEmpty();
  }

  private static @Nullable Fault ofRefusal(RawAnswer answer) {
    if (!answer.header("content-type").startsWith("application/json")) {
      return null; // a page, or what the contract is asked about
    }
    String error = error(answer.body());
    if (error.isBlank()) {
      return new Fault("says no error", answer.body());
    }
    return EMPTY_WORDS.matcher(error).matches()
        ? new Fault("does not say what is wrong", answer.status() + " " + answer.body())
        : null;
  }

  private static String error(String body) {
    try {
      JsonNode tree = JSON.readTree(body);
      String described = tree.path("error_description").asText();
      return described.isEmpty() ? tree.path("error").asText() : described;
    } catch (JsonProcessingException e) {
      return "";
    }
  }

  /// A shot whose first line is no request line cannot be looked up in the contract.
  private static @Nullable Fault ofContract(
      Shot shot, RawAnswer answer, Map<String, String> values) {
    String path = shot.path(values);
    if (!shot.target().isInContract() || isOfDoorItself(shot, answer)) {
      return null;
    }
    if (answer.status() < 200 || answer.status() / 100 == 3 || !path.startsWith("/")) {
      return null;
    }
    try {
      Contract.check(
          shot.method(),
          routed(path),
          answer.status(),
          answer.header("content-type"),
          answer.body());
      return null;
    } catch (AssertionError e) {
      return new Fault("breaks the contract", String.valueOf(e.getMessage()));
    }
  }

  /// What is no HTTP the server of the local run's door refuses before it is a request to anything
  /// of ours, and without a word; the services themselves, which are asked too, say why.
  private static boolean isOfDoorItself(Shot shot, RawAnswer answer) {
    return shot.target() == Shot.Target.DOOR
        && (answer.status() == 400 || answer.status() == 431)
        && answer.body().isEmpty();
  }

  /// A path as services route it: decoded, and without parameters of its segments.
  static String routed(String path) {
    String plain = path.replaceAll(";[^/]*", "");
    try {
      return URLDecoder.decode(plain.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return plain;
    }
  }
}
