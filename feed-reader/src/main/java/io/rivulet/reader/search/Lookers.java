package io.rivulet.reader.search;

import io.rivulet.post.PostBody;
import io.rivulet.reader.fetch.Access;
import io.rivulet.reader.fetch.Known;
import io.rivulet.reader.fetch.Viewpoints;
import io.rivulet.reader.hydrate.Look;
import io.rivulet.reader.hydrate.SpareBodies;
import io.rivulet.reader.hydrate.Wanted;
import io.rivulet.reader.index.Index;
import io.rivulet.reader.index.IndexSearch;
import io.rivulet.service.Viewer;
import io.rivulet.visible.Place;
import io.rivulet.visible.Viewpoint;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.Optional;

/// Who looks at what the index finds, and with what.
final class Lookers {
  private final Access access;
  private final Index index;
  private final Known known;
  private final Viewpoints viewpoints;

  Lookers(Access access, Index index) {
    this.access = access;
    this.index = index;
    this.known = new Known(access);
    this.viewpoints = new Viewpoints(access);
  }

  /// Somebody who looks.
  ///
  /// @param lately what he published, edited and deleted a moment ago
  record Looker(Viewpoint viewpoint, NavigableMap<Long, PostBody> lately, IndexSearch search) {
    /// What he looks with. What the index has read from Kafka, and the fan-out has not written yet
    /// or Redis has lost, has the body that the index makes of it.
    Look look() {
      SpareBodies spare = search::body;
      return new Look(Place.LOOKED_UP, viewpoint, lately, spare);
    }

    /// Whom he does not want to meet where he did not ask for them: whom he mutes or blocks, or who
    /// blocks him.
    boolean avoids(long account) {
      return !viewpoint.is(account)
          && (viewpoint.relations().apartFrom(account) || viewpoint.mutes(account));
    }

    Wanted met(Wanted wanted) {
      return (id, post) -> !avoids(post.author()) && wanted.test(id, post);
    }
  }

  /// A viewer, or a guest.
  ///
  /// @throws io.rivulet.service.ApiException UNAVAILABLE if the index cannot be searched
  /// @throws io.rivulet.reader.fetch.NotYetException if the viewer's relations are not known
  Looker of(Optional<Viewer> viewer) {
    IndexSearch search = index.search();
    if (viewer.isEmpty()) {
      return new Looker(Viewpoint.GUEST, Collections.emptyNavigableMap(), search);
    }
    var own = access.overlay().own(viewer.get().account());
    Viewpoint viewpoint = viewpoints.of(viewer);
    return new Looker(viewpoint, known.lately(own), search);
  }
}
