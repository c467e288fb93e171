package io.rivulet.reader.fetch;

import io.rivulet.service.Viewer;
import io.rivulet.visible.Viewpoint;
import java.util.Optional;

/// Who looks, with the relations that rules ask for.
public final class Viewpoints {
  private final Known known;

  public Viewpoints(Known known) {
    this.known = known;
  }

  /// Of a viewer, or of a guest.
  ///
  /// @throws NotYetException if the viewer's relations are not known
  public Viewpoint of(Optional<Viewer> viewer) {
    return viewer
        .map(someone -> new Viewpoint(someone.account(), known.relations(someone.account())))
        .orElse(Viewpoint.GUEST);
  }
}
