package io.rivulet.reader.operations;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Whose metrics the operations page shows.
///
/// @param targets file of all services' admin ports, see [io.rivulet.vitals.Targets]; read at each
///   look, so that services may come and go. Without it the page says that it is missing
/// @param tokenFile has a token of scope `admin:read` for admin ports of other machines
public record OperationsSettings(@Nullable Path targets, @Nullable Path tokenFile) {
  /// Nothing is shown.
  public static final OperationsSettings NONE = new OperationsSettings(null, null);

  /// An empty path, as of a variable that is not set, is none.
  public OperationsSettings {
    targets = targets == null || targets.toString().isEmpty() ? null : targets;
    tokenFile = tokenFile == null || tokenFile.toString().isEmpty() ? null : tokenFile;
  }
}
