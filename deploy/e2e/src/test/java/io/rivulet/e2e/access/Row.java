package io.rivulet.e2e.access;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// A row of `matrix.txt`: an operation, what it is asked with, and the status for each [Caller].
///
/// @param operation method and path of the API's document
/// @param scope `-` where no token is asked for, `any` where one of any scope will do, else the
///   scope; with `?` at its end where guests may ask too
/// @param thing what stands for the variables of the path
/// @param query with its `?`; empty for none
/// @param body JSON, with things of its own in braces; empty for none
record Row(
    String operation,
    String scope,
    String thing,
    String query,
    String body,
    Map<Caller, Integer> statuses) {
  private static final String FILE = "matrix.txt";

  String method() {
    return operation.substring(0, operation.indexOf(' '));
  }

  String path() {
    return operation.substring(operation.indexOf(' ') + 1);
  }

  int status(Caller caller) {
    Integer status = statuses.get(caller);
    if (status == null) {
      throw new IllegalStateException(this + " has no " + caller);
    }
    return status;
  }

  /// The scope by itself; empty if none is wanted.
  String wanted() {
    return scope.equals("-") || scope.equals("any") ? "" : scope.replace("?", "");
  }

  /// All rows of the file.
  static List<Row> all() {
    List<Row> rows = new ArrayList<>();
    try (InputStream in = Row.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + " is missing");
      }
      var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank() && !line.startsWith("#")) {
          rows.add(of(line));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rows;
  }

  private static Row of(String line) {
    String[] parts = line.split("\\|", 3);
    if (parts.length < 3) {
      throw new IllegalArgumentException("not three parts: " + line);
    }
    String[] asked = parts[0].strip().split("\\s+", 3);
    String[] with = parts[1].strip().split("\\s+", 3);
    String thing = with.length > 0 && !with[0].isEmpty() ? with[0] : "-";
    String query = with.length > 1 && !with[1].equals("-") ? with[1] : "";
    String body = with.length > 2 ? with[2] : "";
    return new Row(
        asked[0] + " " + asked[1], asked[2].strip(), thing, query, body, statuses(line, parts[2]));
  }

  private static Map<Caller, Integer> statuses(String line, String part) {
    String[] numbers = part.strip().split("\\s+", -1);
    Caller[] callers = Caller.values();
    if (numbers.length != callers.length) {
      throw new IllegalArgumentException(
          numbers.length + " statuses, not " + callers.length + ": " + line);
    }
    Map<Caller, Integer> statuses = new EnumMap<>(Caller.class);
    for (int i = 0; i < callers.length; i++) {
      statuses.put(callers[i], Integer.parseInt(numbers[i]));
    }
    return statuses;
  }

  @Override
  public String toString() {
    return operation + query + (thing.equals("-") ? "" : ", " + thing);
  }
}
