package io.rivulet.reader.notice;

import io.rivulet.id.Ids;
import io.rivulet.notice.Notice;
import io.rivulet.reader.hydrate.StatusWriter;
import io.rivulet.service.Parameters;
import java.util.List;

/// Which notices a client asks for.
///
/// @param types those alone, if there are any
/// @param excluded not those
/// @param actor of this account alone; 0 of all, -1 of nobody
record NoticeFilter(List<String> types, List<String> excluded, long actor) {
  private static final long ALL = 0;
  private static final long NOBODY = -1;

  /// Every notice.
  static final NoticeFilter NONE = new NoticeFilter(List.of(), List.of(), ALL);

  /// Reads the parameters of a query. An account that is no id has done nothing.
  static NoticeFilter of(Parameters query) {
    long actor =
        query.string("account_id").map(Ids::parse).map(id -> id == 0 ? NOBODY : id).orElse(ALL);
    return new NoticeFilter(query.strings("types"), query.strings("exclude_types"), actor);
  }

  boolean test(Notice notice) {
    String type = StatusWriter.type(notice.kind());
    return (types.isEmpty() || types.contains(type))
        && !excluded.contains(type)
        && (actor == ALL || actor == notice.actor());
  }
}
