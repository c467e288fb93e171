package io.rivulet.e2e.runbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// One thing that goes wrong, the alerts it makes fire, and what the runbook says to do.
///
/// @param cause in words
/// @param provoke makes it go wrong
/// @param signs what fires, and shows
/// @param remedy in words
/// @param mend does that
record Trial(String cause, Step provoke, List<Sign> signs, String remedy, Step mend) {
  private static final Duration BOUND = Duration.ofMinutes(3);
  private static final Duration LOOK_EVERY = Duration.ofMillis(500);

  Trial {
    signs = List.copyOf(signs);
  }

  /// What somebody does to a system.
  interface Step {
    void on(Scene scene) throws Exception;
  }

  /// How it went with one alert.
  ///
  /// @param fired after it went wrong
  /// @param ended after the remedy began
  record Finding(String alert, String cause, Duration fired, String remedy, Duration ended) {
    /// A row of a table.
    String row() {
      return "| `%s` | %s | %d s | %s | %d s |"
          .formatted(alert, cause, fired.toSeconds(), remedy, ended.toSeconds());
    }
  }

  /// Tries it.
  List<Finding> on(Scene scene, Runbook runbook) throws Exception {
    for (Sign sign : signs) {
      assertThat(runbook.entry(sign.alert())).as(sign.alert()).contains(sign.look());
    }
    Set<String> names = new LinkedHashSet<>(signs.stream().map(Sign::alert).toList());
    await("before: " + cause).atMost(BOUND).until(() -> disjoint(scene, names));
    long began = System.nanoTime();
    long mended = began;
    Map<String, Duration> fired = new LinkedHashMap<>();
    Map<String, Duration> ended = new LinkedHashMap<>();
    try {
      provoke.on(scene);
      awaitSigns(scene, fired, began);
    } finally {
      mended = System.nanoTime();
      scene.enough();
      mend.on(scene);
    }
    long remedied = mended;
    await(remedy + " ends " + names)
        .atMost(BOUND)
        .pollInterval(LOOK_EVERY)
        .until(
            () -> {
              Set<String> still = scene.prometheus.firing();
              names.stream()
                  .filter(name -> !still.contains(name))
                  .forEach(name -> ended.putIfAbsent(name, since(remedied)));
              return ended.size() == names.size();
            });
    List<Finding> findings = new ArrayList<>();
    fired.forEach(
        (name, after) ->
            findings.add(
                new Finding(name, cause, after, remedy, ended.getOrDefault(name, Duration.ZERO))));
    findings.forEach(one -> System.out.println(one.row()));
    return findings;
  }

  private void awaitSigns(Scene scene, Map<String, Duration> fired, long began) {
    Set<String> told = new LinkedHashSet<>();
    await(cause + " fires " + signs.stream().map(Sign::alert).toList())
        .atMost(BOUND)
        .pollInterval(LOOK_EVERY)
        .until(
            () -> {
              Set<String> firing = scene.prometheus.firing();
              for (Sign sign : signs) {
                if (firing.contains(sign.alert())) {
                  if (fired.putIfAbsent(sign.alert(), since(began)) == null) {
                    System.out.println(sign.alert() + " fires after " + since(began));
                  }
                  if (!told.contains(sign.alert()) && sign.tells().test(scene)) {
                    told.add(sign.alert());
                  }
                }
              }
              return told.size() == signs.size();
            });
  }

  private static boolean disjoint(Scene scene, Set<String> names) {
    return scene.prometheus.firing().stream().noneMatch(names::contains);
  }

  private static Duration since(long moment) {
    return Duration.ofNanos(System.nanoTime() - moment);
  }
}
