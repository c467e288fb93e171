package io.rivulet.local.seed;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// The words that invented people and posts are made of: the resource `words.txt`, a list for each
/// `[heading]`.
record Words(Map<String, List<String>> lists) {
  private static final String RESOURCE = "words.txt";

  static Words load() {
    try (InputStream in = Words.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("resource missing: " + RESOURCE);
      }
      return read(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Words read(BufferedReader lines) throws IOException {
    Map<String, List<String>> lists = new HashMap<>();
    List<String> list = new ArrayList<>();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("[")) {
        list = new ArrayList<>();
        lists.put(line.substring(1, line.length() - 1), list);
      } else if (!line.isBlank()) {
        list.add(line);
      }
    }
    return new Words(lists);
  }

  /// One of a list.
  ///
  /// @throws IllegalArgumentException if there is no such list
  String any(String heading, RandomGenerator random) {
    List<String> list = lists.get(heading);
    if (list == null) {
      throw new IllegalArgumentException("no words for [" + heading + "]");
    }
    return list.get(random.nextInt(list.size()));
  }
}
