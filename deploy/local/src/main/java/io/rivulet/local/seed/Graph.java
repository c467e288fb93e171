package io.rivulet.local.seed;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Who is whose friend. People are numbered from 0; each friendship is two follows.
///
/// @param people how many there are
public record Graph(int people, List<Friendship> friendships) {
  private static final String REED98 = "reed98/reed98.edges";

  public Graph {
    friendships = List.copyOf(friendships);
  }

  /// Two people who follow each other.
  public record Friendship(int one, int other) {}

  /// The graph of a real college network: 962 people, 18,812 friendships (`reed98/README.md`).
  public static Graph reed98() {
    try (InputStream in = Graph.class.getResourceAsStream(REED98)) {
      if (in == null) {
        throw new IllegalStateException("resource missing: " + REED98);
      }
      return read(new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Reads one friendship a line, `a b`.
  private static Graph read(BufferedReader lines) throws IOException {
    var friendships = new ArrayList<Friendship>();
    int highest = -1;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.isBlank()) {
        continue;
      }
      int space = line.indexOf(' ');
      int one = Integer.parseInt(line, 0, space, 10);
      int other = Integer.parseInt(line.substring(space + 1).strip());
      friendships.add(new Friendship(one, other));
      highest = Math.max(highest, Math.max(one, other));
    }
    return new Graph(highest + 1, friendships);
  }
}
