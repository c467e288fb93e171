package io.rivulet.reader.index;

import io.rivulet.event.Reacted;
import io.rivulet.event.Reaction;
import io.rivulet.event.ReactionEvent;
import io.rivulet.event.Unreacted;
import java.io.IOException;

/// What a record of `feed.acts.v1` makes of an account's likes and bookmarks. Pins are found with
/// the account's other reactions, in Redis.
final class ReactionIndexing {
  private final Changes changes;

  ReactionIndexing(Changes changes) {
    this.changes = changes;
  }

  void apply(ReactionEvent event) throws IOException {
    if (event.reaction() == Reaction.PIN) {
      return;
    }
    String key = Fields.reaction(event.reaction(), event.account(), event.post().id());
    switch (event) {
      case Reacted reacted -> changes.putUnasked(key, Documents.of(reacted, key));
      case Unreacted _ -> changes.deleteAll(Fields.KEY, key);
    }
  }
}
