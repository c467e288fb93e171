package io.rivulet.audit.run;

import io.rivulet.audit.judge.Difference;
import io.rivulet.audit.served.ServedHome;
import io.rivulet.audit.served.Sources;
import io.rivulet.audit.stored.Flaw;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What an audit found.
public final class AuditReport {
  /// Pushed entries below which an audit says little of deliveries.
  private static final double TELLING_SHARE = 0.02;

  private static final int SHOWN = 10;

  private final Map<Difference.Kind, Integer> counts = new EnumMap<>(Difference.Kind.class);
  private final List<Finding> findings = new ArrayList<>();
  private final List<Flaw> flaws = new ArrayList<>();
  private Sources sources = Sources.NONE;
  private int accounts;
  private int again;
  private long entries;

  void account(ServedHome served) {
    accounts++;
    entries += served.entries().size();
    sources = sources.plus(served.sources());
  }

  void difference(Difference difference) {
    counts.merge(difference.kind(), 1, Integer::sum);
  }

  /// Whether another finding would be shown.
  boolean roomForFinding() {
    return findings.size() < SHOWN;
  }

  void finding(Finding finding) {
    findings.add(finding);
  }

  void flaws(List<Flaw> found) {
    flaws.addAll(found);
  }

  void readAgain() {
    again++;
  }

  public int accounts() {
    return accounts;
  }

  public long entries() {
    return entries;
  }

  public int count(Difference.Kind kind) {
    return counts.getOrDefault(kind, 0);
  }

  public Sources sources() {
    return sources;
  }

  /// The first ten differences, explained.
  public List<Finding> findings() {
    return List.copyOf(findings);
  }

  public List<Flaw> flaws() {
    return List.copyOf(flaws);
  }

  /// Whether everything was as it must be.
  public boolean clean() {
    return counts.isEmpty() && flaws.isEmpty();
  }

  /// Which part of the entries was delivered, and not put there by a rebuild or a merge.
  public double pushedShare() {
    return entries == 0 ? 0 : (double) sources.pushed() / entries;
  }

  /// For people, without the verdict.
  public List<String> lines(boolean deep) {
    List<String> lines = new ArrayList<>();
    lines.add("accounts    " + accounts + (again == 0 ? "" : ", read again: " + again));
    lines.add("entries     " + entries);
    lines.add(
        "came by     push %d (%s), pull %d, rebuild %d, merge below the floor %d%s"
            .formatted(
                sources.pushed(),
                percent(pushedShare()),
                sources.pulled(),
                sources.rebuilt(),
                sources.merged(),
                sources.total() == entries ? "" : ", not told " + (entries - sources.total())));
    for (Difference.Kind kind : Difference.Kind.values()) {
      lines.add("%-11s %d".formatted(kind.name().toLowerCase(Locale.ROOT), count(kind)));
    }
    if (deep) {
      lines.add("in Redis    " + flaws.size() + " flaws");
    }
    if (pushedShare() < TELLING_SHARE) {
      lines.add(
          "hardly anything came by push: this says little of deliveries. Run with --prepare before"
              + " a load, unless all authors are pulled");
    }
    findings.forEach(finding -> lines.add("  " + finding));
    flaws.stream().limit(SHOWN).forEach(flaw -> lines.add("  " + flaw));
    return lines;
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", share * 100);
  }
}
