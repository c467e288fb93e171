package io.rivulet.reader.account;

import io.rivulet.id.Ids;
import io.rivulet.reader.fetch.Known;
import io.rivulet.reader.hydrate.Profiles;
import io.rivulet.relations.Relations;
import io.rivulet.service.ApiException;
import java.util.ArrayList;
import java.util.List;

/// Reads relationships from the relations of both sides.
final class Relationships {
  /// Each costs the relations of an account, 8 bytes for each that it follows.
  private static final int MAX_IDS = 100;

  private final Known known;
  private final Profiles profiles;

  Relationships(Known known, Profiles profiles) {
    this.known = known;
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
    Relations own = known.relations(viewer);
    List<Relations> theirs = known.relations(accounts);
    List<Relationship> relationships = new ArrayList<>(accounts.size());
    for (int i = 0; i < accounts.size(); i++) {
      long account = accounts.get(i);
      relationships.add(
          Relationship.of(account, own.follows(account), theirs.get(i).follows(viewer)));
    }
    return relationships;
  }
}
