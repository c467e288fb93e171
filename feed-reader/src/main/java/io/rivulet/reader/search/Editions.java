package io.rivulet.reader.search;

import io.rivulet.post.Post;
import io.rivulet.reader.fetch.NotYetException;
import io.rivulet.reader.fetch.Stored;
import io.rivulet.reader.hydrate.Hydration;
import io.rivulet.reader.hydrate.Status;
import io.rivulet.reader.index.IndexSearch.History;
import io.rivulet.reader.search.Lookers.Looker;
import io.rivulet.service.ApiError;
import io.rivulet.service.ApiException;
import java.util.List;

/// What a post was before it was edited, and the text it was written as.
final class Editions {
  private final Hydration hydration;

  Editions(Hydration hydration) {
    this.hydration = hydration;
  }

  /// A post with all its editions.
  ///
  /// @param editions the first one and that of each edit, in this order
  record Edited(Status status, List<Post> editions) {}

  /// A post that the looker may see.
  ///
  /// @throws ApiException NOT_FOUND if there is none
  /// @throws NotYetException if the index is behind what everybody else sees already
  Edited find(Looker looker, long id) {
    Status status =
        hydration.find(looker.look(), id).orElseThrow(() -> ApiException.of(ApiError.NOT_FOUND));
    History history = looker.search().history(id);
    if (history == null || history.version() < status.post().version()) {
      throw new NotYetException(Stored.POST);
    }
    return new Edited(status, history.editions());
  }
}
