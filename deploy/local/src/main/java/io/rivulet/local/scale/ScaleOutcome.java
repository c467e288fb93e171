package io.rivulet.local.scale;

import java.util.List;

/// What came of a wish for another number of workers.
public sealed interface ScaleOutcome {
  /// There are so many.
  record Done(ScaleReport report) implements ScaleOutcome {}

  /// A worker did not start, and there are as many as before.
  ///
  /// @param lines why, and then the end of its log
  record Failed(List<String> lines) implements ScaleOutcome {}
}
