package io.rivulet.reader.notice;

import io.rivulet.kept.Kept;
import io.rivulet.keyspace.Keyspace;
import io.rivulet.notice.Notice;
import io.rivulet.notice.Notices;
import io.rivulet.reader.fetch.Access;
import io.rivulet.reader.fetch.Known;
import io.rivulet.reader.fetch.Stored;
import io.rivulet.reader.fetch.Viewpoints;
import io.rivulet.reader.hydrate.Hydration;
import io.rivulet.reader.hydrate.Look;
import io.rivulet.reader.hydrate.Profile;
import io.rivulet.reader.hydrate.Profiles;
import io.rivulet.reader.hydrate.Reading;
import io.rivulet.reader.hydrate.ServedNotice;
import io.rivulet.reader.hydrate.Status;
import io.rivulet.reader.hydrate.Wanted;
import io.rivulet.reader.kept.KeptValues;
import io.rivulet.reader.page.PageRequest;
import io.rivulet.reader.page.Window;
import io.rivulet.timeline.CorruptTimelineException;
import io.rivulet.visible.Entry;
import io.rivulet.visible.Place;
import io.rivulet.visible.Viewpoint;
import io.rivulet.visible.VisibilityRules;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Pages of what a viewer was told of: what the fan-out has noted, without what he has dismissed,
/// what relations hide and what is about posts that he cannot see any more.
final class NoticePages {
  private static final Logger logger = LoggerFactory.getLogger(NoticePages.class);

  /// Candidates whose posts are read at once; more than a page, since some will not be shown.
  private static final int AT_ONCE = 60;

  private final Access access;
  private final Known known;
  private final KeptValues kept;
  private final Viewpoints viewpoints;
  private final Hydration hydration;
  private final Profiles profiles;

  NoticePages(Access access, KeptValues kept, Hydration hydration, Profiles profiles) {
    this.access = access;
    this.known = new Known(access);
    this.kept = kept;
    this.viewpoints = new Viewpoints(access);
    this.hydration = hydration;
    this.profiles = profiles;
  }

  /// A page, the newest first.
  List<ServedNotice> read(long viewer, PageRequest request, NoticeFilter filter) {
    return read(viewer, kept.of(viewer), request, filter);
  }

  private List<ServedNotice> read(long viewer, Kept own, PageRequest request, NoticeFilter filter) {
    var lately = access.overlay().own(viewer);
    Viewpoint viewpoint = viewpoints.of(List.of(viewer)).getFirst();
    Look look = new Look(Place.LOOKED_UP, viewpoint, known.lately(lately));
    Reading reading = hydration.begin(look, Wanted.ALL);
    List<Notice> candidates = candidates(viewpoint, own, request.window(), filter);
    List<ServedNotice> page = new ArrayList<>();
    for (int from = 0; from < candidates.size() && page.size() < request.limit(); ) {
      int to = Math.min(candidates.size(), from + AT_ONCE);
      page.addAll(served(viewpoint, reading, candidates.subList(from, to)));
      from = to;
    }
    List<ServedNotice> cut = page.subList(0, Math.min(page.size(), request.limit()));
    return request.window().oldestFirst() ? cut.reversed() : cut;
  }

  /// A notice by its id.
  Optional<ServedNotice> find(long viewer, long id) {
    return id == 0
        ? Optional.empty()
        : read(viewer, new PageRequest(1, new Window(id - 1, id + 1, false)), NoticeFilter.NONE)
            .stream()
            .findFirst();
  }

  /// How many are newer than the viewer says that he has read, as far as a page goes.
  int unread(long viewer, NoticeFilter filter, int most) {
    Kept own = kept.of(viewer);
    var marker = own.markers().get("notifications");
    long after = marker == null ? 0 : marker.lastRead();
    PageRequest newer = new PageRequest(most, new Window(after, Long.MAX_VALUE, false));
    return read(viewer, own, newer, filter).size();
  }

  /// Those that rules show, as far as relations tell, in the direction of the window. Of several
  /// that say the same the newest is one too many.
  private List<Notice> candidates(
      Viewpoint viewpoint, Kept own, Window window, NoticeFilter filter) {
    Set<Notice> said = new HashSet<>();
    List<Notice> candidates = new ArrayList<>();
    for (Notice notice : stored(viewpoint.viewer())) {
      boolean first = said.add(new Notice(0, notice.kind(), notice.actor(), notice.post()));
      if (first
          && window.contains(notice.id())
          && !own.dismisses(notice.id())
          && filter.test(notice)
          && shows(viewpoint, notice)) {
        candidates.add(notice);
      }
    }
    return window.oldestFirst() ? candidates.reversed() : candidates;
  }

  private List<Notice> stored(long viewer) {
    byte @Nullable [] value = value(viewer);
    if (value == null) {
      known.requireDelivered(viewer);
      value = value(viewer);
    }
    try {
      return Notices.decode(value);
    } catch (CorruptTimelineException e) {
      access.meters().corrupt(Stored.NOTICES);
      logger.error("notices of {} are corrupt: {}", viewer, e.getMessage());
      return List.of();
    }
  }

  private byte @Nullable [] value(long viewer) {
    return access.values().await(access.values().get(List.of(Keyspace.notices(viewer)))).getFirst();
  }

  private static boolean shows(Viewpoint viewpoint, Notice notice) {
    long actor = notice.actor();
    return !viewpoint.relations().apartFrom(actor)
        && !viewpoint.mutes(actor)
        && (notice.kind() != Notice.Kind.FOLLOW_REQUEST
            || viewpoint.relations().requestedBy(actor));
  }

  /// Of a post that is only there because one follows its author one is not told if the home
  /// timeline hides it.
  private static boolean shows(Viewpoint viewpoint, Notice notice, Status status) {
    return notice.kind() != Notice.Kind.POST
        || VisibilityRules.hiddenBy(Place.HOME, viewpoint, new Entry(status.post(), null)) == null;
  }

  private List<ServedNotice> served(Viewpoint viewpoint, Reading reading, List<Notice> notices) {
    long[] posts =
        notices.stream().mapToLong(Notice::post).filter(post -> post != 0).distinct().toArray();
    Map<Long, Status> statuses =
        reading.statuses(posts).stream().collect(Collectors.toMap(Status::id, status -> status));
    Map<Long, Profile> actors =
        profiles.find(notices.stream().map(Notice::actor).distinct().toList());
    List<ServedNotice> served = new ArrayList<>(notices.size());
    for (Notice notice : notices) {
      Profile actor = actors.get(notice.actor());
      Status status = statuses.get(notice.post());
      boolean there = notice.post() == 0 || (status != null && shows(viewpoint, notice, status));
      if (actor != null && there) {
        served.add(new ServedNotice(notice, actor, status));
      }
    }
    return served;
  }
}
