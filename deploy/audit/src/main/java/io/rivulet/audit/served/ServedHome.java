package io.rivulet.audit.served;

import java.util.ArrayList;
import java.util.List;

/// A home timeline as it was served.
///
/// @param entries of all pages, in the order in which they came
public record ServedHome(List<ServedEntry> entries, Sources sources, int pages) {
  static final ServedHome EMPTY = new ServedHome(List.of(), Sources.NONE, 0);

  public ServedHome {
    entries = List.copyOf(entries);
  }

  static ServedHome of(List<Page> pages) {
    List<ServedEntry> entries = new ArrayList<>();
    Sources sources = Sources.NONE;
    for (Page page : pages) {
      entries.addAll(page.entries());
      sources = sources.plus(page.sources());
    }
    return new ServedHome(entries, sources, pages.size());
  }
}
