package io.rivulet.capacity;

import java.util.PriorityQueue;

/// Simulated time: what is to happen, in the order of its moments, and of what was said first at
/// the same one.
final class Agenda {
  private record Item(long nanos, long number, Runnable happening) {}

  private final PriorityQueue<Item> items =
      new PriorityQueue<>(
          (one, other) ->
              one.nanos() == other.nanos()
                  ? Long.compare(one.number(), other.number())
                  : Long.compare(one.nanos(), other.nanos()));
  private long now;
  private long number;

  long now() {
    return now;
  }

  void after(long nanos, Runnable happening) {
    items.add(new Item(now + nanos, number++, happening));
  }

  /// Has the next thing happen.
  ///
  /// @return whether there was one
  boolean next() {
    Item item = items.poll();
    if (item == null) {
      return false;
    }
    now = item.nanos();
    item.happening().run();
    return true;
  }
}
