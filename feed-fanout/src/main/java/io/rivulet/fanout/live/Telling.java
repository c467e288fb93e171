package io.rivulet.fanout.live;

import io.rivulet.live.LiveEvent;
import io.rivulet.trace.Tracing;
import java.util.List;

/// Everybody who wants to know what a worker has just done. Where nobody does, it costs a look.
///
/// @param tracing makes the spans of posts that are traced
public record Telling(Listeners listeners, Journeys journeys, Tracing tracing) {

  /// Without traces.
  public Telling(Listeners listeners, Journeys journeys) {
    this(listeners, journeys, Tracing.OFF);
  }

  /// Tells of what a call has written.
  ///
  /// @param call tells what that is
  public void written(Call call) {
    boolean listening = !listeners.isEmpty();
    if (listening || journeys.isOn()) {
      List<LiveEvent> events = call.events();
      if (listening) {
        listeners.tell(events);
      }
      if (journeys.isOn()) {
        journeys.delivered(events);
      }
    }
  }

  /// Something that was written.
  @FunctionalInterface
  public interface Call {
    List<LiveEvent> events();
  }

  /// Tells of a record that was handed on.
  ///
  /// @param entry of the record, 0 if there is none
  /// @param news what all readers may want to know
  public void handedOn(long entry, List<LiveEvent> news) {
    if (!listeners.isEmpty()) {
      news.forEach(listeners::tellAll);
    }
    if (journeys.isOn() && entry != 0) {
      journeys.planned(entry);
    }
  }
}
