package io.rivulet.reader.fetch;

import io.rivulet.relations.Relations;
import io.rivulet.service.Viewer;
import io.rivulet.visible.Viewpoint;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Who looks, with the relations that rules ask for and what the viewer changed of them a moment
/// ago.
public final class Viewpoints {
  private final Known known;
  private final Clock clock;

  public Viewpoints(Access access) {
    this.known = new Known(access);
    this.clock = access.clock();
  }

  /// Of a viewer, or of a guest.
  ///
  /// @throws NotYetException if the viewer's relations are not known
  public Viewpoint of(Optional<Viewer> viewer) {
    return viewer
        .map(someone -> of(someone.account(), known.own(someone.account())))
        .orElse(Viewpoint.GUEST);
  }

  /// Of several viewers, in one round trip.
  ///
  /// @throws NotYetException if the relations of one are not known
  public List<Viewpoint> of(List<Long> viewers) {
    List<Relations> relations = known.own(viewers);
    List<Viewpoint> viewpoints = new ArrayList<>(viewers.size());
    for (int i = 0; i < viewers.size(); i++) {
      viewpoints.add(of(viewers.get(i), relations.get(i)));
    }
    return viewpoints;
  }

  /// Of a viewer whose relations are at hand.
  public Viewpoint of(long viewer, Relations relations) {
    return new Viewpoint(viewer, relations, clock.millis());
  }
}
