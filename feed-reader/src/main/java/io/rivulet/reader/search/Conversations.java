package io.rivulet.reader.search;

import io.rivulet.post.PostBody;
import io.rivulet.reader.hydrate.Hydration;
import io.rivulet.reader.hydrate.Reading;
import io.rivulet.reader.hydrate.Status;
import io.rivulet.reader.hydrate.Wanted;
import io.rivulet.reader.index.IndexSearch.Answer;
import io.rivulet.reader.search.Lookers.Looker;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedSet;

/// The thread around a post: what it answers, and what answers it.
///
/// The index has which post answers which; what the viewer published a moment ago is added. What is
/// hidden from the viewer, or deleted, is left out, but what lies beyond it is not.
final class Conversations {
  /// Bodies that are read at a time, so that Redis is not held for long.
  private static final int AT_ONCE = 128;

  private final Hydration hydration;

  Conversations(Hydration hydration) {
    this.hydration = hydration;
  }

  /// How much of a thread is told.
  record Bounds(int ancestors, int descendants, int depth) {
    static final Bounds GUEST = new Bounds(40, 60, 20);
    static final Bounds VIEWER = new Bounds(4_096, 4_096, 4_096);
  }

  /// @param ancestors the oldest first
  /// @param descendants depth-first
  record Conversation(List<Status> ancestors, List<Status> descendants) {}

  /// The thread of a post, empty if there is no such post for the viewer.
  Optional<Conversation> read(Looker looker, long id, Bounds bounds) {
    return hydration
        .find(looker.look(), id)
        .map(Status::shown)
        .map(
            status ->
                new Conversation(
                    statuses(looker, ancestors(looker, status, bounds)),
                    statuses(looker, descendants(looker, status.id(), bounds))));
  }

  private List<Long> ancestors(Looker looker, Status status, Bounds bounds) {
    SequencedSet<Long> found = new LinkedHashSet<>();
    long next = status.post().replyTo();
    // A post may claim to answer one that answers it.
    while (next != 0
        && next != status.id()
        && found.size() < bounds.ancestors()
        && found.add(next)) {
      next = answered(looker, next);
    }
    return List.copyOf(found.reversed());
  }

  /// The post that a post answers, or 0.
  private long answered(Looker looker, long id) {
    PostBody own = looker.lately().get(id);
    if (own != null && own.reply()) {
      return own.replyTo();
    }
    OptionalLong answered = looker.search().answered(id);
    return answered.isPresent()
        ? answered.getAsLong()
        // Published a moment ago, by somebody else.
        : hydration.find(looker.look(), id).map(status -> status.post().replyTo()).orElse(0L);
  }

  private static List<Long> descendants(Looker looker, long id, Bounds bounds) {
    AnswerTree tree = new AnswerTree(id, bounds.descendants(), bounds.depth());
    List<Long> level = tree.level();
    while (!level.isEmpty()) {
      List<Answer> answers = new ArrayList<>(looker.search().answers(level, tree.room()));
      for (var own : looker.lately().entrySet()) {
        long replyTo = own.getValue().replyTo();
        if (replyTo != 0 && level.contains(replyTo)) {
          answers.add(new Answer(own.getKey(), replyTo));
        }
      }
      tree.add(answers);
      level = tree.level();
    }
    return tree.depthFirst();
  }

  private List<Status> statuses(Looker looker, List<Long> ids) {
    List<Status> statuses = new ArrayList<>(ids.size());
    Reading reading = hydration.begin(looker.look(), looker.met(Wanted.ALL));
    long[] all = ids.stream().mapToLong(Long::longValue).toArray();
    for (int from = 0; from < all.length; from += AT_ONCE) {
      int to = Math.min(all.length, from + AT_ONCE);
      statuses.addAll(reading.statuses(Arrays.copyOfRange(all, from, to)));
    }
    return statuses;
  }
}
