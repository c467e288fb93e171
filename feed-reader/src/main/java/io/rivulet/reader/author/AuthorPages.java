package io.rivulet.reader.author;

import io.rivulet.post.PostBody;
import io.rivulet.reader.fetch.Access;
import io.rivulet.reader.fetch.Known;
import io.rivulet.reader.fetch.NotYetException;
import io.rivulet.reader.fetch.Viewpoints;
import io.rivulet.reader.hydrate.Hydration;
import io.rivulet.reader.hydrate.Judged;
import io.rivulet.reader.hydrate.Look;
import io.rivulet.reader.hydrate.Profiles;
import io.rivulet.reader.hydrate.Reading;
import io.rivulet.reader.hydrate.Status;
import io.rivulet.reader.merge.RecentEntries;
import io.rivulet.reader.page.Page;
import io.rivulet.reader.page.PageFiller;
import io.rivulet.reader.page.PageRequest;
import io.rivulet.service.ApiError;
import io.rivulet.service.ApiException;
import io.rivulet.service.Viewer;
import io.rivulet.timeline.PackedIds;
import io.rivulet.visible.Place;
import java.util.NavigableMap;
import java.util.Optional;

/// A page of an author's entries: recent(a), as far as the viewer may see them. What the author did
/// a moment ago shows to everybody, so that a link given on works at once.
final class AuthorPages {
  private final Access access;
  private final Known known;
  private final Viewpoints viewpoints;
  private final RecentEntries recent;
  private final Hydration hydration;
  private final Profiles profiles;
  private final PinnedPosts pinned;

  AuthorPages(Access access, RecentEntries recent, Hydration hydration, Profiles profiles) {
    this.access = access;
    this.known = new Known(access);
    this.viewpoints = new Viewpoints(access);
    this.recent = recent;
    this.hydration = hydration;
    this.profiles = profiles;
    this.pinned = new PinnedPosts(access);
  }

  /// A page.
  ///
  /// @throws NotYetException if the author exists and his timeline is not known
  /// @throws ApiException NOT_FOUND if there is no such author
  Page<Status> read(
      long author, Optional<Viewer> viewer, PageRequest request, AuthorFilter filter) {
    NavigableMap<Long, PostBody> lately = known.lately(access.overlay().own(author));
    Look look = new Look(Place.LOOKED_UP, viewpoints.of(viewer), lately).of(author);
    try {
      Reading reading = hydration.begin(look, (_, post) -> filter.test(post));
      Page<Judged> page =
          PageFiller.fill(
              request,
              filter.pinned()
                  ? pinned.of(author)
                  : (window, count) ->
                      recent.read(PackedIds.of(author), author, lately.keySet(), window, count),
              reading);
      return page.with(reading.complete(page.items()));
    } catch (NotYetException e) {
      if (profiles.find(author).isEmpty()) {
        throw ApiException.of(ApiError.NOT_FOUND);
      }
      throw e;
    }
  }
}
