package io.rivulet.local.seed;

import io.rivulet.event.Profile;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/// Invents people: the same ones for the same seed.
final class People {
  private People() {}

  /// @param username unique among those invented together, valid as it is
  record Person(String username, Profile profile) {
    /// How submissions name an account.
    String handle() {
      return "@" + username;
    }
  }

  static List<Person> invent(int count, Words words, long seed) {
    var random = new Random(seed);
    var people = new ArrayList<Person>(count);
    Set<String> taken = new HashSet<>();
    while (people.size() < count) {
      String first = words.any("first names", random);
      String last = words.any("last names", random);
      String username = username(first, last);
      String note = note(words, random);
      if (taken.add(username)) {
        people.add(new Person(username, profile(first + " " + last, note)));
      }
    }
    return people;
  }

  private static Profile profile(String name, String note) {
    return new Profile(name, note, "", "", List.of(), false, false);
  }

  private static String note(Words words, Random random) {
    return words
        .any("notes", random)
        .replace("{job}", words.any("jobs", random))
        .replace("{thing}", words.any("things", random))
        .replace("{other}", words.any("things", random));
  }

  /// Letters without their accents, since usernames have none.
  private static String username(String first, String last) {
    return Normalizer.normalize(first + "_" + last, Normalizer.Form.NFD)
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z0-9_]", "");
  }
}
