package io.rivulet.reader.account;

import io.rivulet.reader.fetch.Access;
import io.rivulet.reader.fetch.Known;
import io.rivulet.reader.fetch.NotYetException;
import io.rivulet.relations.Relations;
import java.util.stream.LongStream;

/// Counts who asked to follow a viewer.
final class Requests {
  private final Known known;

  Requests(Access access) {
    this.known = new Known(access);
  }

  /// Requests that are not answered. It only adorns, so an account whose relations are not known
  /// yet has none.
  int count(long viewer) {
    try {
      Relations own = known.own(viewer);
      return (int) LongStream.of(own.requestedBy()).filter(account -> !own.blocks(account)).count();
    } catch (NotYetException e) {
      return 0;
    }
  }
}
