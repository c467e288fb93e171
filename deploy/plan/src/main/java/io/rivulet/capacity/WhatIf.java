package io.rivulet.capacity;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What a change of one setting would save, by planning again with it.
///
/// @param setting what is changed, and to what
record WhatIf(String setting, CapacityPlan then) {
  /// Settings that can be asked for.
  enum Changed {
    ENTRIES,
    PULL_ABOVE,
    HOT_DAYS,
    EXPIRY_DAYS;

    String option() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Timelines with another value of it.
    Tuning.Timelines in(Tuning.Timelines now, double value) {
      return switch (this) {
        case ENTRIES ->
            new Tuning.Timelines(value, now.pullAbove(), now.hotDays(), now.expiryDays());
        case PULL_ABOVE ->
            new Tuning.Timelines(now.entries(), value, now.hotDays(), now.expiryDays());
        case HOT_DAYS ->
            new Tuning.Timelines(now.entries(), now.pullAbove(), value, now.expiryDays());
        case EXPIRY_DAYS ->
            new Tuning.Timelines(now.entries(), now.pullAbove(), now.hotDays(), value);
      };
    }
  }

  /// A change of one setting.
  record Change(Changed setting, double value) {
    /// Of `setting=value`.
    static Change of(String text) {
      String[] parts = text.split("=", -1);
      for (Changed setting : Changed.values()) {
        if (parts.length == 2 && setting.option().equals(parts[0])) {
          return new Change(setting, number(text, parts[1]));
        }
      }
      throw new IllegalArgumentException(
          "--what-if: expected entries=N, pull-above=N, hot-days=N or expiry-days=N, found "
              + text);
    }

    private static double number(String text, String value) {
      try {
        return Double.parseDouble(value);
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(
            "--what-if: expected a number in %s, found %s".formatted(text, value), e);
      }
    }
  }

  /// Changes that are worth a look where none is asked for.
  static final List<Change> USUAL =
      List.of(
          new Change(Changed.ENTRIES, 400),
          new Change(Changed.PULL_ABOVE, 1_000),
          new Change(Changed.PULL_ABOVE, 100_000),
          new Change(Changed.HOT_DAYS, 7),
          new Change(Changed.EXPIRY_DAYS, 7));

  static List<WhatIf> of(Scale scale, Tuning tuning, Calibration measured, List<Change> changes) {
    List<WhatIf> all = new ArrayList<>();
    for (Change change : changes) {
      Tuning changed = tuning.with(change.setting().in(tuning.timelines(), change.value()));
      all.add(
          new WhatIf(
              "%s %s".formatted(change.setting().option(), Check.text(change.value())),
              CapacityPlan.of(scale, changed, measured)));
    }
    return all;
  }
}
