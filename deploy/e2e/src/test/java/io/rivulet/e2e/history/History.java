package io.rivulet.e2e.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// What happens, in order.
record History(Setting setting, List<Step> steps) {
  /// Nobody is a large author.
  static final int NONE = -1;

  private static final List<Class<? extends Step>> STEPS = kinds();

  History {
    steps = List.copyOf(steps);
  }

  /// Where it happens.
  ///
  /// @param accounts how many there are
  /// @param locked those who approve their followers
  /// @param threshold of large authors, or [#NONE]
  /// @param together whether all tasks run on one thread, so that they commit and die together
  record Setting(int accounts, List<Integer> locked, int threshold, boolean together) {}

  @SuppressWarnings("unchecked")
  private static List<Class<? extends Step>> kinds() {
    return Arrays.stream(Step.class.getPermittedSubclasses())
        .<Class<? extends Step>>map(type -> (Class<? extends Step>) type)
        .toList();
  }

  History withThreshold(int threshold) {
    return new History(
        new Setting(setting.accounts(), setting.locked(), threshold, setting.together()), steps);
  }

  History withSteps(List<Step> other) {
    return new History(setting, other);
  }

  /// Reads what [#toString] wrote.
  static History parse(String text) {
    List<String> lines = text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    List<Step> steps = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      steps.add(StepText.parse(line, STEPS));
    }
    return new History(StepText.parse(lines.getFirst(), List.of(Setting.class)), steps);
  }

  @Override
  public String toString() {
    return StepText.of(setting)
        + "\n"
        + steps.stream().map(step -> StepText.of((Record) step)).collect(Collectors.joining("\n"));
  }
}
