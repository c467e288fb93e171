package io.rivulet.local;

/// Where a run tells what happens, a line at a time. Called by several threads.
@FunctionalInterface
public interface Reporter {
  void say(String line);
}
