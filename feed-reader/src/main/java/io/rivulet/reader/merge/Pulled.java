package io.rivulet.reader.merge;

import io.rivulet.timeline.PackedIds;
import java.util.Map;

/// recent(a) of the large authors a viewer follows, whose entries are not in his timeline.
///
/// @param recent by author
/// @param kept entries that recent(a) has at most
public record Pulled(Map<Long, PackedIds> recent, int kept) {
  /// Of nobody.
  public static final Pulled NONE = new Pulled(Map.of(), 1);

  public Pulled {
    recent = Map.copyOf(recent);
  }

  /// Offers all ids.
  public void addTo(IdCollector collector) {
    recent.values().forEach(collector::add);
  }

  /// Whether an entry is none of its author's recent ones any more. When an author grew large, his
  /// entries stayed in timelines, and what came after did not push them out.
  public boolean outdated(long id, long author) {
    if (recent.isEmpty()) {
      return false;
    }
    PackedIds ids = recent.get(author);
    return ids != null && ids.size() == kept && id < ids.at(0);
  }
}
