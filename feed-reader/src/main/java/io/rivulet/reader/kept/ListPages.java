package io.rivulet.reader.kept;

import io.rivulet.kept.AccountList;
import io.rivulet.post.PostBody;
import io.rivulet.reader.fetch.Viewpoints;
import io.rivulet.reader.hydrate.Hydration;
import io.rivulet.reader.hydrate.Judged;
import io.rivulet.reader.hydrate.Look;
import io.rivulet.reader.hydrate.Reading;
import io.rivulet.reader.hydrate.Status;
import io.rivulet.reader.merge.RecentEntries;
import io.rivulet.reader.page.Page;
import io.rivulet.reader.page.PageFiller;
import io.rivulet.reader.page.PageRequest;
import io.rivulet.service.Viewer;
import io.rivulet.timeline.PackedIds;
import io.rivulet.visible.Place;
import io.rivulet.visible.Viewpoint;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The timeline of a list: what the home timeline shows of its members, but for answers, which the
/// list has rules of its own for. Merged from their author timelines when it is read: nothing is
/// delivered for lists.
public final class ListPages {
  private final Viewpoints viewpoints;
  private final RecentEntries recent;
  private final Hydration hydration;

  ListPages(Viewpoints viewpoints, RecentEntries recent, Hydration hydration) {
    this.viewpoints = viewpoints;
    this.recent = recent;
    this.hydration = hydration;
  }

  Page<Status> read(Viewer viewer, AccountList list, PageRequest request) {
    Viewpoint viewpoint = viewpoints.of(Optional.of(viewer));
    PackedIds members =
        PackedIds.of(
            list.members().stream()
                .mapToLong(Long::longValue)
                .filter(viewpoint::follows)
                .toArray());
    Reading reading =
        hydration.begin(new Look(Place.HOME, viewpoint, Map.of()), (_, post) -> shows(list, post));
    Page<Judged> page =
        PageFiller.fill(
            request,
            (window, count) ->
                members.isEmpty() ? new long[0] : recent.read(members, 0, List.of(), window, count),
            reading);
    return page.with(reading.complete(page.items()));
  }

  /// Whether a list shows an entry that the home timeline shows.
  public static boolean shows(AccountList list, PostBody post) {
    return list.members().contains(post.author()) && answers(list, post);
  }

  private static boolean answers(AccountList list, PostBody post) {
    if (!post.reply() || post.replyToAuthor() == post.author()) {
      return true;
    }
    return switch (list.replies()) {
      case FOLLOWED -> true;
      case LIST -> list.members().contains(post.replyToAuthor());
      case NONE -> false;
    };
  }
}
