package io.rivulet.reader.live;

import io.rivulet.id.Ids;
import io.rivulet.live.LiveEvent;
import io.rivulet.live.LiveEvent.Kind;
import io.rivulet.reader.hydrate.ServedNotice;
import io.rivulet.reader.hydrate.Status;
import io.rivulet.reader.hydrate.StatusWriter;
import io.rivulet.reader.kept.ListPages;
import io.rivulet.reader.page.PageRequest;
import io.rivulet.reader.page.Window;
import io.rivulet.relations.Relations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Somebody whose home timeline is listened to, at one or more connections.
///
/// Hints wait here until somebody has time to look what they mean ([#look]): the home timeline is
/// read around their ids, and what it shows there is sent. So rules, repeated boosts and edits are
/// a page's, and a hint that says too much sends nothing.
final class Listener {
  private static final Topic USER = new Topic(Topic.Kind.USER, "");
  private static final Topic NOTIFICATION = new Topic(Topic.Kind.USER_NOTIFICATION, "");

  /// A page that is read at once.
  private static final int PAGE = 40;

  /// Hints that may wait, for instance while Redis is away. Who has more, is cut off, and reads
  /// pages.
  private static final int MOST_HINTS = 1_000;

  /// What is caught up with after a break.
  private static final int MOST_CAUGHT_UP = 400;

  private static final int REMEMBERED = 128;

  /// Notices that are told at once: no more than are remembered. Others are found by a page.
  private static final int MOST_TOLD = 3 * PAGE;

  /// Whom one follows is kept up to this: 16 KB. Who follows more has it read for each edit and
  /// delete that may concern him.
  private static final int MOST_KEPT = 2_000;

  /// What is older than the opening of a stream by this is a record that was worked on again.
  private static final Duration LATE = Duration.ofMinutes(1);

  /// What was sent last may have overtaken what was published this long before.
  private static final Duration OVERTAKEN = Duration.ofSeconds(10);

  /// A post of an author who is pulled may be in Redis and not yet in what this process holds.
  private static final long SECOND_LOOK_NANOS = Duration.ofMillis(1_200).toNanos();

  private final long viewer;
  private final LiveReads reads;
  private final long opened;
  private final long oldest;
  private final Set<Connection> connections = new CopyOnWriteArraySet<>();
  private final SentIds sent = new SentIds(REMEMBERED);

  /// What boosts that were sent show.
  private final SentIds boosted = new SentIds(REMEMBERED);

  /// Notices that were sent.
  private final SentIds told = new SentIds(REMEMBERED);

  private List<LiveEvent> hints = new ArrayList<>();
  private final List<SecondLook> secondLooks = new ArrayList<>();
  private boolean missed;
  private boolean looking;

  /// Ascending; null if not known, or too many.
  private volatile long @Nullable [] following;

  /// The greatest id that was sent; written by whoever looks, one after the other.
  private long newest;

  /// The same of notices.
  private long newestNotice;

  private record SecondLook(LiveEvent hint, long atNanos) {}

  /// A listener who wants what is published from now on.
  ///
  /// @param opened the first id of now
  Listener(long viewer, long opened, LiveReads reads) {
    this.viewer = viewer;
    this.opened = opened;
    this.oldest = Ids.firstAt(Ids.time(opened).minus(LATE));
    this.newest = opened;
    this.newestNotice = opened;
    this.reads = reads;
  }

  Set<Connection> connections() {
    return connections;
  }

  /// Whether it may be that a hint to all readers concerns this one.
  boolean mayConcern(LiveEvent event) {
    if (event.account() == viewer || sent.contains(event.id()) || boosted.contains(event.id())) {
      return true;
    }
    long[] known = following;
    return event.kind() != Kind.DELETED_DIRECT
        && (known == null || Arrays.binarySearch(known, event.account()) >= 0);
  }

  /// Notes a hint.
  ///
  /// @return whether somebody has to look, and has to call [#look]
  boolean hint(LiveEvent event) {
    synchronized (this) {
      if (hints.size() < MOST_HINTS) {
        hints.add(event);
        return begins();
      }
    }
    connections.forEach(connection -> connection.end(Connection.Ending.TOO_SLOW));
    return false;
  }

  /// Notes that hints may have been missed.
  ///
  /// @return as [#hint]
  synchronized boolean missed() {
    missed = true;
    return begins();
  }

  /// Whether there is something that nobody looks into: what failed before, or has waited for a
  /// second look.
  ///
  /// @param now as [System#nanoTime]
  /// @return as [#hint]
  synchronized boolean isDue(long now) {
    // Asked of everybody each second, of whom nearly nobody has any.
    if (!secondLooks.isEmpty()) {
      secondLooks.removeIf(look -> isTaken(look, now));
    }
    return (missed || !hints.isEmpty()) && begins();
  }

  private boolean isTaken(SecondLook look, long now) {
    boolean due = now - look.atNanos() >= 0;
    if (due) {
      // As if it had been delivered: there is no third look.
      hints.add(new LiveEvent(Kind.DELIVERED, viewer, look.hint().id()));
    }
    return due;
  }

  private boolean begins() {
    boolean begins = !looking;
    looking = true;
    return begins;
  }

  /// What there is to look into.
  private record Work(List<LiveEvent> hints, boolean missed) {}

  private synchronized @Nullable Work next() {
    if (hints.isEmpty() && !missed) {
      looking = false;
      return null;
    }
    Work work = new Work(hints, missed);
    hints = new ArrayList<>();
    missed = false;
    return work;
  }

  private synchronized void giveBack(Work work) {
    List<LiveEvent> all = new ArrayList<>(work.hints());
    all.addAll(hints);
    hints = all;
    missed |= work.missed();
    looking = false;
  }

  /// Looks into all hints. What fails is due again ([#isDue]).
  void look() {
    for (Work work = next(); work != null; work = next()) {
      try {
        look(work);
      } catch (RuntimeException e) {
        giveBack(work);
        throw e;
      }
    }
  }

  private void look(Work work) {
    NavigableSet<Long> ids = new TreeSet<>();
    NavigableSet<Long> noticed = new TreeSet<>();
    List<LiveEvent> pulled = new ArrayList<>();
    for (LiveEvent hint : work.hints()) {
      switch (hint.kind()) {
        case DELIVERED -> ids.add(hint.id());
        case RELATED -> following = null;
        case NOTICED -> noticed.add(hint.id());
        case PULLED -> {
          if (concerns(hint)) {
            ids.add(hint.id());
            pulled.add(hint);
          }
        }
        case PUBLIC, EDITED, DELETED, DELETED_DIRECT, ASKED -> {
          // Of no home timeline, or below.
        }
      }
    }
    show(ids.tailSet(oldest, true));
    lookAgain(pulled);
    work.hints().forEach(this::tell);
    if (!noticed.isEmpty()) {
      tellSince(noticed.getFirst() - 1);
    }
    if (work.missed()) {
      following = null;
      catchUp();
      tellSince(Ids.firstAt(Ids.time(newestNotice).minus(OVERTAKEN)) - 1);
    }
  }

  private void lookAgain(List<LiveEvent> pulled) {
    long at = System.nanoTime() + SECOND_LOOK_NANOS;
    for (LiveEvent hint : pulled) {
      if (!sent.contains(hint.id())) {
        synchronized (this) {
          secondLooks.add(new SecondLook(hint, at));
        }
      }
    }
  }

  /// Tells of an edit or a delete.
  private void tell(LiveEvent hint) {
    switch (hint.kind()) {
      case DELETED, DELETED_DIRECT -> {
        if (concerns(hint)) {
          send(Event.deleted(hint.id()), _ -> true);
        }
      }
      case EDITED -> {
        if (concerns(hint)) {
          reads
              .status(List.of(viewer), hint.id())
              .getFirst()
              .ifPresent(status -> send(status, Event.edited(StatusWriter.status(status, false))));
        }
      }
      case DELIVERED, RELATED, NOTICED, PULLED, PUBLIC, ASKED -> {
        // Looked into already.
      }
    }
  }

  /// Whether a client of this viewer may show the post.
  private boolean concerns(LiveEvent hint) {
    if (!mayConcern(hint)) {
      return false;
    }
    if (following != null || hint.kind() == Kind.DELETED_DIRECT) {
      return true;
    }
    Relations relations = reads.relations(viewer);
    if (relations.following().length <= MOST_KEPT) {
      following = relations.following().clone();
    }
    return hint.account() == viewer
        || sent.contains(hint.id())
        || boosted.contains(hint.id())
        || relations.follows(hint.account());
  }

  /// Sends those of the ids that the home timeline shows, oldest first.
  private void show(NavigableSet<Long> ids) {
    NavigableSet<Long> left = ids;
    while (!left.isEmpty()) {
      long last = left.stream().skip(Math.min(PAGE, left.size()) - 1L).findFirst().orElseThrow();
      List<Status> page = after(left.first() - 1, last + 1);
      for (Status status : page) {
        if (left.contains(status.id())) {
          show(status);
        }
      }
      long looked = page.size() < PAGE ? last : page.getLast().id();
      left = left.tailSet(looked, false);
    }
  }

  /// Sends what is new since the stream was opened, or something was sent last.
  private void catchUp() {
    long from = Math.max(opened - 1, Ids.firstAt(Ids.time(newest).minus(OVERTAKEN)) - 1);
    for (int read = 0; read < MOST_CAUGHT_UP; read += PAGE) {
      List<Status> page = after(from, Long.MAX_VALUE);
      page.forEach(this::show);
      if (page.size() < PAGE) {
        return;
      }
      from = page.getLast().id();
    }
  }

  /// The oldest entries between two ids, oldest first.
  private List<Status> after(long above, long below) {
    return reads.home(viewer, new PageRequest(PAGE, new Window(above, below, true))).reversed();
  }

  private void show(Status status) {
    newest = Math.max(newest, status.id());
    if (sent.add(status.id())) {
      if (status.boosted() != null) {
        boosted.add(status.boosted().id());
      }
      send(status, Event.update(StatusWriter.status(status, false)));
    }
  }

  /// Sends what the viewer was told of since the stream was opened, above an id.
  private void tellSince(long above) {
    long from = Math.max(above, oldest);
    for (int read = 0; read < MOST_TOLD; read += PAGE) {
      PageRequest next = new PageRequest(PAGE, new Window(from, Long.MAX_VALUE, true));
      List<ServedNotice> page = reads.notices(viewer, next).reversed();
      page.forEach(this::tell);
      if (page.size() < PAGE) {
        return;
      }
      from = page.getLast().notice().id();
    }
  }

  private void tell(ServedNotice notice) {
    long id = notice.notice().id();
    newestNotice = Math.max(newestNotice, id);
    if (!told.add(id)) {
      return;
    }
    Event event = Event.notification(StatusWriter.notice(notice));
    for (Connection connection : connections) {
      if (connection.topics().contains(USER)
          && connection.token().viewer().may(NOTIFICATION.kind().scope())) {
        connection.send(USER, event);
      }
      if (connection.topics().contains(NOTIFICATION)) {
        connection.send(NOTIFICATION, event);
      }
    }
  }

  /// Sends what concerns a status to whoever listens to the home timeline, or to a list that shows
  /// it.
  private void send(Status status, Event event) {
    boolean lists =
        connections.stream()
            .flatMap(connection -> connection.topics().stream())
            .anyMatch(topic -> topic.kind() == Topic.Kind.LIST);
    Set<String> showing =
        lists
            ? reads.lists(viewer).stream()
                .filter(list -> ListPages.shows(list, status.post()))
                .map(list -> Long.toString(list.id()))
                .collect(Collectors.toSet())
            : Set.of();
    send(event, topic -> showing.contains(topic.parameter()));
  }

  private void send(Event event, Predicate<Topic> list) {
    for (Connection connection : connections) {
      for (Topic topic : connection.topics()) {
        if (topic.equals(USER) || (topic.kind() == Topic.Kind.LIST && list.test(topic))) {
          connection.send(topic, event);
        }
      }
    }
  }
}
