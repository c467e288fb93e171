package io.rivulet.audit.served;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One answer.
///
/// @param next path and query of the page after it; null if the answer names none
record Page(List<ServedEntry> entries, Sources sources, @Nullable String next) {
  Page {
    entries = List.copyOf(entries);
  }
}
