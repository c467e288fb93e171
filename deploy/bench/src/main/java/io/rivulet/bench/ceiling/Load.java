package io.rivulet.bench.ceiling;

/// What is asked of Redis again and again: a call, or some commands that belong together.
interface Load {
  /// Writes the next one.
  void next(Requests requests);

  /// Answers that each one gets.
  default int answers() {
    return 1;
  }

  /// Deliveries that each one makes.
  default int deliveries() {
    return 0;
  }
}
