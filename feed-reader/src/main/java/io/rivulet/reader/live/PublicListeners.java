package io.rivulet.reader.live;

import io.rivulet.event.Visibility;
import io.rivulet.live.LiveEvent;
import io.rivulet.reader.hydrate.BodySearch;
import io.rivulet.reader.hydrate.Status;
import io.rivulet.reader.hydrate.StatusWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Those who listen to public posts, or to those with a tag. Each sees what he would see if he
/// asked for the post by its id.
final class PublicListeners {
  private static final int REMEMBERED = 2_048;

  /// Whose relations are read by one command.
  private static final int TOGETHER = 100;

  private final LiveReads reads;
  private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
  private final SentIds sent = new SentIds(REMEMBERED);

  PublicListeners(LiveReads reads) {
    this.reads = reads;
  }

  /// Notes what a connection listens to now.
  void update(Connection connection) {
    if (connection.topics().stream().anyMatch(topic -> topic.kind().isPublic())) {
      connections.add(connection);
    } else {
      connections.remove(connection);
    }
  }

  void remove(Connection connection) {
    connections.remove(connection);
  }

  boolean isEmpty() {
    return connections.isEmpty();
  }

  /// Looks what a hint means for each of them. To be called by one thread, in the order of hints.
  void look(LiveEvent hint) {
    switch (hint.kind()) {
      case PUBLIC -> {
        // A record that is planned again is hinted at again.
        if (sent.add(hint.id())) {
          show(hint);
        }
      }
      case EDITED -> {
        if (sent.contains(hint.id())) {
          show(hint);
        }
      }
      case DELETED -> {
        if (sent.contains(hint.id())) {
          connections.forEach(connection -> send(connection, Event.deleted(hint.id())));
        }
      }
      case DELIVERED, RELATED, NOTICED, PULLED, DELETED_DIRECT, ASKED -> {
        // Not public.
      }
    }
  }

  private static void send(Connection connection, Event event) {
    for (Topic topic : connection.topics()) {
      if (topic.kind().isPublic()) {
        connection.send(topic, event);
      }
    }
  }

  private void show(LiveEvent hint) {
    Map<Long, List<Connection>> byViewer = new HashMap<>();
    for (Connection connection : connections) {
      byViewer.computeIfAbsent(connection.viewer(), _ -> new ArrayList<>()).add(connection);
    }
    List<Long> viewers = List.copyOf(byViewer.keySet());
    for (int from = 0; from < viewers.size(); from += TOGETHER) {
      List<Long> some = viewers.subList(from, Math.min(from + TOGETHER, viewers.size()));
      List<Optional<Status>> statuses = reads.status(some, hint.id());
      for (int i = 0; i < some.size(); i++) {
        List<Connection> theirs = byViewer.getOrDefault(some.get(i), List.of());
        statuses.get(i).ifPresent(status -> show(theirs, status, hint.kind()));
      }
    }
  }

  private static void show(List<Connection> connections, Status status, LiveEvent.Kind kind) {
    byte[] json = StatusWriter.status(status, false);
    Event event = kind == LiveEvent.Kind.EDITED ? Event.edited(json) : Event.update(json);
    for (Connection connection : connections) {
      for (Topic topic : connection.topics()) {
        if (wants(topic, status)) {
          connection.send(topic, event);
        }
      }
    }
  }

  private static boolean wants(Topic topic, Status status) {
    return topic.kind().isPublic()
        && status.post().visibility() == Visibility.PUBLIC
        && (!topic.kind().onlyMedia() || BodySearch.hasMedia(status.post()))
        && (topic.parameter().isEmpty() || BodySearch.isTagged(status.post(), topic.parameter()));
  }
}
