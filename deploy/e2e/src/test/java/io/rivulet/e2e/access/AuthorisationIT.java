package io.rivulet.e2e.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import io.rivulet.contract.ApiDocument;
import io.rivulet.e2e.RunningSystem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Who may do what: every operation of the API's document, asked by everybody.
///
/// `-Daccess=print` prints what is answered in the shape of the matrix, for whoever adds a row and
/// then judges it.
class AuthorisationIT {
  private static final Set<String> VERBS = Set.of("get", "post", "put", "patch", "delete");
  private static final List<Row> ROWS = Row.all();

  private static RunningSystem system;
  private static Things things;
  private static Callers callers;

  @BeforeAll
  static void start() {
    system = RunningSystem.shared();
    things = new Things(system);
    callers = new Callers(system);
  }

  /// Operations of the document, and the scope that each wants as the matrix writes it.
  private static Map<String, String> documented() {
    Map<String, String> documented = new TreeMap<>();
    for (Map.Entry<String, JsonNode> path : ApiDocument.ofClassPath().path("paths").properties()) {
      for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
        if (VERBS.contains(operation.getKey())) {
          documented.put(
              operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
              scope(operation.getValue().path("security")));
        }
      }
    }
    return documented;
  }

  private static String scope(JsonNode security) {
    Set<String> scopes = new TreeSet<>();
    boolean guests = security.valueStream().anyMatch(JsonNode::isEmpty);
    boolean tokens = false;
    for (JsonNode way : security) {
      tokens |= !way.isEmpty();
      way.forEach(wanted -> wanted.forEach(scope -> scopes.add(scope.asText())));
    }
    if (!tokens) {
      return "-";
    }
    return (scopes.isEmpty() ? "any" : String.join(" ", scopes)) + (guests ? "?" : "");
  }

  @Test
  void everyOperationHasARow() {
    Set<String> rows = ROWS.stream().map(Row::operation).collect(Collectors.toSet());
    assertThat(rows)
        .as("operations of the document and rows of matrix.txt")
        .containsExactlyInAnyOrderElementsOf(documented().keySet());
  }

  @Test
  void everyOperationWantsTheScopeThatTheMatrixSays() {
    Map<String, String> documented = documented();
    for (Row row : ROWS) {
      assertThat(documented).as(row.operation()).containsEntry(row.operation(), row.scope());
    }
  }

  @TestFactory
  Stream<DynamicTest> everybodyIsAnsweredAsTheMatrixSays() {
    return ROWS.stream().map(row -> dynamicTest(row.toString(), () -> check(row)));
  }

  private static void check(Row row) {
    List<String> wrong = new ArrayList<>();
    StringBuilder found = new StringBuilder();
    for (Caller caller : Caller.values()) {
      Requests.Answer answer = ask(row, caller);
      found.append(' ').append(answer.status());
      int expected = row.status(caller);
      if (answer.status() != expected) {
        wrong.add(caller.title() + ": " + answer.status() + ", not " + expected);
      } else {
        told(row, answer).ifPresent(text -> wrong.add(caller.title() + ": " + text));
      }
    }
    if ("print".equals(System.getProperty("access"))) {
      System.out.println("MATRIX " + row + " |" + found);
    }
    assertThat(wrong).as(row.toString()).isEmpty();
  }

  private static Requests.Answer ask(Row row, Caller caller) {
    return Requests.send(
        system.instance.address(),
        row.method(),
        things.path(row),
        callers.token(caller, row.wanted()),
        things.filled(row.body()));
  }

  /// What is wrong with the words of a refusal: those of the convention are what clients know.
  private static Optional<String> told(Row row, Requests.Answer answer) {
    List<String> words =
        switch (answer.status()) {
          case 401 -> List.of("{\"error\":\"The access token is invalid\"}");
          case 403 ->
              List.of(
                  "{\"error\":\"This action is outside the authorized scopes\"}",
                  "{\"error\":\"This action is not allowed\"}");
          case 404 -> List.of("{\"error\":\"Record not found\"}");
          default -> List.of();
        };
    boolean told =
        words.isEmpty() || row.path().startsWith("/oauth/") || words.contains(answer.text());
    return told ? Optional.empty() : Optional.of(answer.text());
  }
}
