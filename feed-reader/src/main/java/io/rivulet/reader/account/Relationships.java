package io.rivulet.reader.account;

import io.rivulet.id.Ids;
import io.rivulet.reader.fetch.Access;
import io.rivulet.reader.fetch.Known;
import io.rivulet.reader.hydrate.Profiles;
import io.rivulet.relations.Relation;
import io.rivulet.relations.Relations;
import io.rivulet.relations.RelationsBuilder;
import io.rivulet.relations.Relationship;
import io.rivulet.service.ApiException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Reads relationships from the relations of both sides, each with what was changed a moment ago.
final class Relationships {
  /// Each costs the relations of an account, 8 bytes for each that it follows.
  private static final int MAX_IDS = 100;

  private final Access access;
  private final Known known;
  private final Profiles profiles;

  Relationships(Access access, Profiles profiles) {
    this.access = access;
    this.known = new Known(access);
    this.profiles = profiles;
  }

  /// In the order asked; accounts that do not exist are left out.
  ///
  /// @throws io.rivulet.reader.fetch.NotYetException if an account's relations are not known
  List<Relationship> of(long viewer, List<String> ids) {
    if (ids.size() > MAX_IDS) {
      throw ApiException.invalid("id must be at most " + MAX_IDS + " ids");
    }
    List<Long> asked = ids.stream().map(Ids::parse).filter(id -> id != 0).distinct().toList();
    List<Long> accounts = List.copyOf(profiles.find(asked).keySet());
    List<Relations> found = known.own(withFirst(viewer, accounts));
    Relations own = found.getFirst();
    long now = access.clock().millis();
    List<Relationship> relationships = new ArrayList<>(accounts.size());
    for (int i = 0; i < accounts.size(); i++) {
      long account = accounts.get(i);
      Relations theirs = found.get(i + 1);
      relationships.add(
          Relationship.of(
              account,
              own.to(account),
              seen(own, account, theirs.to(viewer)),
              theirs.follows(viewer),
              now));
    }
    return relationships;
  }

  /// The viewer's relations as they will be: what an account did to him, its own relations know
  /// first.
  private static Relations seen(Relations own, long account, Relation inverse) {
    return own.blockedBy(account) == inverse.blocking()
            && own.requestedBy(account) == inverse.requested()
        ? own
        : new RelationsBuilder(own)
            .setInverse(account, inverse.blocking(), inverse.requested())
            .build(own.version());
  }

  private static List<Long> withFirst(long viewer, List<Long> accounts) {
    return Stream.concat(Stream.of(viewer), accounts.stream()).toList();
  }
}
