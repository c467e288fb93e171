package io.rivulet.reader.account;

import io.rivulet.reader.fetch.Patience;
import io.rivulet.reader.hydrate.Pages;
import io.rivulet.reader.hydrate.StatusWriter;
import io.rivulet.reader.page.PageRequest;
import io.rivulet.service.Parameters;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.function.Function;

/// Answers pages of accounts with their `Link`.
public final class AccountAnswers {
  private final Patience patience;
  private final Pages pages;

  public AccountAnswers(Patience patience, Pages pages) {
    this.patience = patience;
    this.pages = pages;
  }

  public Response answer(UriInfo uri, Function<PageRequest, AccountPage> list) {
    PageRequest request =
        PageRequest.of(Parameters.ofQuery(uri.getQueryParameters()), PageRequest.ACCOUNTS_LIMIT);
    AccountPage page = patience.read(() -> list.apply(request));
    return Pages.answer(
        StatusWriter.accounts(page.profiles()),
        page.profiles().isEmpty() ? null : pages.link(uri, page.first(), page.last()));
  }
}
