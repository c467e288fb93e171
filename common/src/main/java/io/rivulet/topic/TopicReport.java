package io.rivulet.topic;

import java.util.List;
import java.util.stream.Collectors;

/// What provisioning found and did.
///
/// @param created topics that were missing
/// @param differences what must be put right by hand: a topic that differs is never changed by
///   itself, since each way of doing so loses or moves records
public record TopicReport(List<String> created, List<TopicDifference> differences) {

  public TopicReport {
    created = List.copyOf(created);
    differences = List.copyOf(differences);
  }

  /// True if the topics can be used.
  public boolean matches() {
    return differences.isEmpty();
  }

  /// Fails unless the topics can be used.
  ///
  /// @throws IllegalStateException naming every difference
  public void requireMatch() {
    if (!matches()) {
      throw new IllegalStateException(
          differences.stream()
              .map(TopicDifference::toString)
              .collect(Collectors.joining("; ", "topics are not as they must be: ", "")));
    }
  }
}
