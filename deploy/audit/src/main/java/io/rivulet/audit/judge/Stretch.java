package io.rivulet.audit.judge;

import io.rivulet.audit.model.LogPosition;
import io.rivulet.audit.model.ReferenceModel;
import io.rivulet.audit.model.Version;
import io.rivulet.event.Event;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// The stretch of the log during which accounts were looked at: from the state the model is in when
/// this is made, over each record that is applied, to the last one.
public final class Stretch {
  /// The clocks of reader and auditor may differ, and mutes end by them.
  private static final long LEEWAY_MILLIS = 1_000;

  private final ReferenceModel model;
  private final long begin;
  private final long end;
  private final Map<Long, AccountStates> accounts = new LinkedHashMap<>();
  private final Set<LogPosition> applied = new HashSet<>();

  /// @param begin when looking began, in milliseconds since 1970
  /// @param end when it ended
  public Stretch(ReferenceModel model, Collection<Long> accounts, long begin, long end) {
    this.model = model;
    this.begin = begin - LEEWAY_MILLIS;
    this.end = end + LEEWAY_MILLIS;
    accounts.forEach(account -> this.accounts.put(account, new AccountStates()));
    this.accounts.forEach((account, states) -> states.add(model, account, this.begin, this.end));
  }

  /// Applies a record to the model.
  public void apply(LogPosition at, Event event) {
    if (!model.apply(at, event)) {
      return;
    }
    applied.add(at);
    accounts.forEach(
        (account, states) -> {
          if (model.concerns(event, account)) {
            states.add(model, account, begin, end);
          }
        });
  }

  public AccountStates of(long account) {
    return Objects.requireNonNull(accounts.get(account));
  }

  /// When the last mute that may have ended has ended.
  public long end() {
    return end;
  }

  /// The versions of a post that were the newest at some time of the stretch.
  List<Version> versions(long post) {
    List<Version> all = model.versions(post);
    int first = all.size() - 1;
    while (first > 0 && applied.contains(all.get(first).since())) {
      first--;
    }
    return first < 0 ? List.of() : all.subList(first, all.size());
  }

  long shows(long entry) {
    return model.shows(entry);
  }
}
