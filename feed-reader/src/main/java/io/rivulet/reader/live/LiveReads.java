package io.rivulet.reader.live;

import io.rivulet.kept.AccountList;
import io.rivulet.reader.hydrate.ServedNotice;
import io.rivulet.reader.hydrate.Status;
import io.rivulet.reader.page.PageRequest;
import io.rivulet.relations.Relations;
import java.util.List;
import java.util.Optional;

/// What streams read, as pages do.
public interface LiveReads {
  /// A page of a home timeline, newest first.
  List<Status> home(long viewer, PageRequest request);

  /// A status as each of some viewers finds it by its id, in their order.
  List<Optional<Status>> status(List<Long> viewers, long id);

  /// A page of what a viewer was told of, newest first.
  List<ServedNotice> notices(long viewer, PageRequest request);

  /// The lists of a viewer.
  List<AccountList> lists(long viewer);

  /// With what the viewer changed of them a moment ago.
  Relations relations(long viewer);

  /// An author who is pulled has published: whatever is held of him is too old.
  void published(long author);
}
