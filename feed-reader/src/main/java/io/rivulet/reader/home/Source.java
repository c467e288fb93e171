package io.rivulet.reader.home;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// By which mechanism an entry came to a page. The page is the same whichever it was.
enum Source {
  /// Delivered to the timeline, or about to be.
  PUSHED,
  /// Merged from the timeline of a large author.
  PULLED,
  /// Put into the timeline by a rebuild.
  REBUILT,
  /// Merged from author timelines: below the floor, or since no timeline could be had.
  MERGED;

  /// Its name as a word for what was done.
  String mechanism() {
    return switch (this) {
      case PUSHED -> "push";
      case PULLED -> "pull";
      case REBUILT -> "rebuild";
      case MERGED -> "merge";
    };
  }

  /// How many entries came which way, for the header `Rivulet-Sources`.
  static String counted(List<Source> sources) {
    return List.of(values()).stream()
        .map(
            source ->
                source.name().toLowerCase(Locale.ROOT)
                    + "="
                    + sources.stream().filter(source::equals).count())
        .collect(Collectors.joining(","));
  }
}
