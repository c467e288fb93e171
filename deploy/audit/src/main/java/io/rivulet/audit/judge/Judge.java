package io.rivulet.audit.judge;

import io.rivulet.audit.judge.Difference.Kind;
import io.rivulet.audit.model.Version;
import io.rivulet.audit.served.ServedEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Judges the home timeline of one account as it was served.
public final class Judge {
  private final Stretch stretch;
  private final long account;
  private final List<Difference> differences = new ArrayList<>();

  private Judge(Stretch stretch, long account) {
    this.stretch = stretch;
    this.account = account;
  }

  /// All differences.
  ///
  /// @param served in the order of serving
  public static List<Difference> differences(
      Stretch stretch, long account, List<ServedEntry> served) {
    Judge judge = new Judge(stretch, account);
    judge.order(served);
    judge.ids(served);
    served.forEach(judge::content);
    return judge.differences;
  }

  private void order(List<ServedEntry> served) {
    for (int i = 1; i < served.size(); i++) {
      long above = served.get(i - 1).id();
      if (served.get(i).id() >= above) {
        found(Kind.MISPLACED, served.get(i).id(), "something older than " + above);
      }
    }
  }

  private void ids(List<ServedEntry> served) {
    Set<Long> ids =
        served.stream().map(ServedEntry::id).collect(Collectors.toCollection(LinkedHashSet::new));
    Bounds<Long> home = stretch.of(account).home();
    home.always().stream()
        .filter(id -> !ids.contains(id))
        .sorted()
        .forEach(id -> found(Kind.MISSING, id, "to be served"));
    ids.stream()
        .filter(id -> !home.ever().contains(id))
        .forEach(id -> found(Kind.EXTRA, id, "not to be served"));
  }

  private void content(ServedEntry entry) {
    if (!stretch.of(account).home().ever().contains(entry.id())) {
      return;
    }
    long shows = stretch.shows(entry.id());
    if (entry.shows() != shows) {
      found(Kind.OUTDATED, entry.id(), "to show post " + shows + ", not " + entry.shows());
      return;
    }
    List<Version> versions = stretch.versions(shows);
    boolean current =
        versions.isEmpty()
            || versions.stream().anyMatch(version -> millis(version) == entry.editedAt());
    if (!current) {
      found(
          Kind.OUTDATED,
          entry.id(),
          "post %d as of %s, not as edited at %s"
              .formatted(
                  shows, versions.getLast().since(), Instant.ofEpochMilli(entry.editedAt())));
    }
  }

  private static long millis(Version version) {
    return version.editedAt() == null ? 0 : version.editedAt().toEpochMilli();
  }

  private void found(Kind kind, long post, String expected) {
    differences.add(new Difference(kind, account, post, expected));
  }
}
