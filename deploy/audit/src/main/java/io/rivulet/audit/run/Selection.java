package io.rivulet.audit.run;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// Which accounts are audited.
///
/// @param most how many at most
/// @param share of all accounts, from 0 to 1
/// @param seed of the choice: the same accounts are chosen again by the same one
public record Selection(int most, double share, long seed) {
  /// Everybody.
  public static final Selection ALL = new Selection(Integer.MAX_VALUE, 1, 0);

  public Selection {
    if (most < 1) {
      throw new IllegalArgumentException("accounts: expected at least 1, found " + most);
    }
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("sample: expected above 0, at most 1, found " + share);
    }
  }

  List<Long> of(Collection<Long> accounts) {
    List<Long> shuffled = new ArrayList<>(accounts);
    Collections.shuffle(shuffled, new Random(seed));
    long count = Math.min(most, Math.max(1, Math.round(shuffled.size() * share)));
    return shuffled.stream().limit(count).sorted().toList();
  }
}
