package io.rivulet.fanout.guarantee;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Accounts and who follows whom.
///
/// @param following for every account those it follows; empty for some
record Graph(Map<Long, Set<Long>> following) {
  /// A graph of accounts of which every fifth follows nobody and half are authors.
  ///
  /// @param first the first account's id
  /// @param followees of each that follows anybody
  static Graph random(long seed, long first, int accounts, int followees) {
    System.out.println("graph of seed " + seed);
    Random random = new Random(seed);
    Map<Long, Set<Long>> following = new TreeMap<>();
    for (int viewer = 0; viewer < accounts; viewer++) {
      Set<Long> followed = new HashSet<>();
      while (viewer % 5 != 0 && followed.size() < followees) {
        long author = first + random.nextInt(accounts / 2);
        if (author != first + viewer) {
          followed.add(author);
        }
      }
      following.put(first + viewer, Set.copyOf(followed));
    }
    return new Graph(following);
  }

  List<Long> accounts() {
    return List.copyOf(following.keySet());
  }

  /// Those who may be followed.
  List<Long> authors() {
    return accounts().subList(0, following.size() / 2);
  }

  /// What belongs into the home timeline of a viewer, oldest first.
  List<Long> home(long viewer, List<Published> posts) {
    Set<Long> of = new TreeSet<>(following.getOrDefault(viewer, Set.of()));
    of.add(viewer);
    List<Long> ids = new ArrayList<>();
    for (Published post : posts) {
      if (of.contains(post.author())) {
        ids.add(post.id());
      }
    }
    return ids.stream().sorted().toList();
  }
}
