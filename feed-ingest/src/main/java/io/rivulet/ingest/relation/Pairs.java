package io.rivulet.ingest.relation;

import io.rivulet.id.Ids;
import io.rivulet.ingest.known.KnownAccounts;
import io.rivulet.ingest.known.KnownRelations;
import io.rivulet.ingest.known.Pair;
import io.rivulet.service.ApiError;
import io.rivulet.service.ApiException;
import io.rivulet.service.Viewer;

/// Finds the two accounts that a request is about, and what they are to each other.
public final class Pairs {
  private final KnownAccounts accounts;
  private final KnownRelations relations;

  public Pairs(KnownAccounts accounts, KnownRelations relations) {
    this.accounts = accounts;
    this.relations = relations;
  }

  /// The one who asks and the account of an id.
  ///
  /// @throws ApiException `NOT_ALLOWED` for oneself, `NO_USER` for a token without an account,
  ///   `NOT_FOUND` if there is no account of this id
  Pair of(Viewer viewer, String id) {
    long target = Ids.parse(id);
    if (target == viewer.account()) {
      throw ApiException.of(ApiError.NOT_ALLOWED);
    }
    if (!accounts.isKnown(viewer.account())) {
      throw ApiException.of(ApiError.NO_USER);
    }
    if (target == 0 || !accounts.isKnown(target)) {
      throw ApiException.of(ApiError.NOT_FOUND);
    }
    return relations.pair(viewer.account(), target);
  }
}
