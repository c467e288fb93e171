package io.rivulet.reader.search;

import java.util.List;

/// A tag as the HTTP convention has it. How often it was used on which day is not kept, and nobody
/// can follow one.
record Tag(String name, String url, List<String> history, boolean following) {
  Tag(String name, String url) {
    this(name, url, List.of(), false);
  }
}
