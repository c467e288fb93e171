package io.rivulet.audit.model;

import io.rivulet.event.AccountUpdated;
import io.rivulet.event.ActEvent;
import io.rivulet.event.Event;
import io.rivulet.event.EventJson;
import io.rivulet.event.PostEvent;
import io.rivulet.event.RelationEvent;

/// A record that counts, and where it lies.
public record Fact(LogPosition at, Event event) {
  /// For people: the position, the type and whom it is about.
  @Override
  public String toString() {
    return at
        + " "
        + EventJson.type(event)
        + switch (event) {
          case PostEvent post -> " by " + post.author();
          case RelationEvent relation -> " of " + relation.target() + " by " + relation.viewer();
          case AccountUpdated account -> " " + account.username();
          case ActEvent act -> " by " + act.account();
        };
  }
}
