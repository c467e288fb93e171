package io.rivulet.reader.search;

import io.rivulet.reader.fetch.Patience;
import io.rivulet.reader.hydrate.StatusWriter;
import io.rivulet.reader.page.PageRequest;
import io.rivulet.reader.search.AccountSearch.Sought;
import io.rivulet.service.Answers;
import io.rivulet.service.Auth;
import io.rivulet.service.Parameters;
import io.rivulet.service.Takes;
import io.rivulet.service.Viewer;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;

/// `GET /api/v1/accounts/search`: accounts by what somebody types, for instance while he writes a
/// mention.
@Path("/api/v1/accounts/search")
@Produces(MediaType.APPLICATION_JSON)
public final class AccountSearchResource {
  private static final int GREATEST_OFFSET = 1_000;

  private final Lookers lookers;
  private final AccountSearch accounts;
  private final Patience patience;

  AccountSearchResource(Lookers lookers, AccountSearch accounts, Patience patience) {
    this.lookers = lookers;
    this.accounts = accounts;
    this.patience = patience;
  }

  @GET
  @Answers(listOf = "Account")
  @Takes("SearchRequest")
  public byte[] search(@Auth("read:accounts") Viewer viewer, @Context UriInfo uri) {
    Parameters query = Parameters.ofQuery(uri.getQueryParameters());
    Sought sought =
        new Sought(
            query.string("q").orElse(""),
            query.bool("following").orElse(false),
            Offsets.of(query, GREATEST_OFFSET),
            PageRequest.of(query, PageRequest.ACCOUNTS_LIMIT).limit());
    return StatusWriter.accounts(
        patience.read(() -> accounts.find(lookers.of(Optional.of(viewer)), sought)));
  }
}
