package io.rivulet.local.load;

import io.rivulet.event.Draft;
import io.rivulet.event.Visibility;
import io.rivulet.local.client.RelationChange;
import org.jspecify.annotations.Nullable;

/// Something that somebody does. People are named by their place in the [Population], posts by
/// their place among all posts of the load.
sealed interface LoadAct {
  int actor();

  /// What it is called in reports.
  String kind();

  /// A post, or an answer.
  ///
  /// @param replyTo number of the post that is answered; null if none is
  record Publish(
      int number, int actor, Draft draft, Visibility visibility, @Nullable Integer replyTo)
      implements LoadAct {
    @Override
    public String kind() {
      return replyTo == null ? "post" : "reply";
    }
  }

  record Boost(int actor, int post) implements LoadAct {
    @Override
    public String kind() {
      return "boost";
    }
  }

  record Unboost(int actor, int post) implements LoadAct {
    @Override
    public String kind() {
      return "unboost";
    }
  }

  record Edit(int actor, int post, Draft draft) implements LoadAct {
    @Override
    public String kind() {
      return "edit";
    }
  }

  record Delete(int actor, int post) implements LoadAct {
    @Override
    public String kind() {
      return "delete";
    }
  }

  record Relate(int actor, int target, RelationChange change) implements LoadAct {
    @Override
    public String kind() {
      return change.verb();
    }
  }

  /// The actor is locked and answers a request to follow him.
  record Decide(int actor, int requester, boolean accept) implements LoadAct {
    @Override
    public String kind() {
      return accept ? "accept" : "reject";
    }
  }

  /// The actor looks at the first page of his home timeline.
  record Read(int actor) implements LoadAct {
    @Override
    public String kind() {
      return "read";
    }
  }

  /// The actor approves his followers from now on.
  record Lock(int actor) implements LoadAct {
    @Override
    public String kind() {
      return "lock";
    }
  }
}
