package io.rivulet.reader.search;

import io.rivulet.event.Reaction;
import io.rivulet.reaction.OwnReaction;
import io.rivulet.reader.fetch.Access;
import io.rivulet.reader.fetch.Known;
import io.rivulet.reader.hydrate.Hydration;
import io.rivulet.reader.hydrate.Judged;
import io.rivulet.reader.hydrate.Reading;
import io.rivulet.reader.hydrate.Status;
import io.rivulet.reader.hydrate.Wanted;
import io.rivulet.reader.index.IndexSearch.ReactedTo;
import io.rivulet.reader.page.Page;
import io.rivulet.reader.page.PageFiller;
import io.rivulet.reader.page.PageRequest;
import io.rivulet.reader.page.Selection;
import io.rivulet.reader.page.Shown;
import io.rivulet.reader.page.Window;
import io.rivulet.reader.search.Lookers.Looker;
import io.rivulet.visible.RepeatedBoosts.Candidate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What a viewer likes, or has bookmarked, the newest act first: what the index lists, and what he
/// did a moment ago.
final class ReactedPages {
  private final Access access;
  private final Known known;
  private final Hydration hydration;

  ReactedPages(Access access, Hydration hydration) {
    this.access = access;
    this.known = new Known(access);
    this.hydration = hydration;
  }

  /// A page, and the acts its first and last status are there for.
  record Reacted(List<Status> statuses, long first, long last) {}

  Reacted read(Looker looker, Reaction reaction, PageRequest request) {
    long viewer = looker.viewpoint().viewer();
    Map<Long, OwnReaction> lately = new HashMap<>();
    for (OwnReaction own : known.reacted(access.overlay().reactions(viewer))) {
      if (own.reaction() == reaction) {
        lately.put(own.post(), own);
      }
    }
    Reading reading = hydration.begin(looker.look(), Wanted.ALL);
    Map<Long, Long> posts = new HashMap<>();
    Map<Judged, Long> acts = new HashMap<>();
    Page<Judged> page =
        PageFiller.fill(
            request,
            (window, count) -> {
              List<ReactedTo> next =
                  merged(
                      looker.search().reactedTo(viewer, reaction, window, count),
                      lately,
                      window,
                      count);
              next.forEach(one -> posts.put(one.act(), one.post()));
              return next.stream().mapToLong(ReactedTo::act).toArray();
            },
            (ids, _) -> shown(reading, ids, posts, lately, acts));
    List<Judged> shown = page.items();
    return shown.isEmpty()
        ? new Reacted(List.of(), 0, 0)
        : new Reacted(
            reading.complete(shown),
            Objects.requireNonNull(acts.get(shown.getFirst())),
            Objects.requireNonNull(acts.get(shown.getLast())));
  }

  /// The posts of some acts, but for what the viewer has taken back since.
  private static List<Shown<Judged>> shown(
      Reading reading,
      long[] ids,
      Map<Long, Long> posts,
      Map<Long, OwnReaction> lately,
      Map<Judged, Long> acts) {
    long[] wanted =
        Arrays.stream(ids)
            .map(act -> posts.getOrDefault(act, 0L))
            .filter(post -> !lately.containsKey(post) || lately.get(post).on())
            .distinct()
            .toArray();
    Map<Long, Judged> found = new HashMap<>();
    if (wanted.length > 0) {
      reading
          .shown(wanted, Selection.Ahead.NONE)
          .forEach(one -> found.put(one.entry().id(), one.entry()));
    }
    List<Shown<Judged>> shown = new ArrayList<>();
    for (long act : ids) {
      Judged entry = found.remove(posts.getOrDefault(act, 0L));
      if (entry != null) {
        acts.put(entry, act);
        shown.add(new Shown<>(new Candidate(act, act, true), entry));
      }
    }
    return shown;
  }

  /// What the index does not have yet is put in its place.
  private static List<ReactedTo> merged(
      List<ReactedTo> listed, Map<Long, OwnReaction> lately, Window window, int count) {
    List<ReactedTo> all = new ArrayList<>(listed);
    for (OwnReaction own : lately.values()) {
      ReactedTo one = new ReactedTo(own.act(), own.post());
      if (own.on() && window.contains(own.act()) && !listed.contains(one)) {
        all.add(one);
      }
    }
    Comparator<ReactedTo> oldestFirst = Comparator.comparingLong(ReactedTo::act);
    all.sort(window.oldestFirst() ? oldestFirst : oldestFirst.reversed());
    return all.subList(0, Math.min(count, all.size()));
  }
}
