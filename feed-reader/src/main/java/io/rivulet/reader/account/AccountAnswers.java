package io.rivulet.reader.account;

import io.rivulet.reader.fetch.Patience;
import io.rivulet.reader.hydrate.StatusWriter;
import io.rivulet.reader.page.PageLinks;
import io.rivulet.reader.page.PageRequest;
import io.rivulet.service.Parameters;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.function.Function;

/// Answers pages of accounts with their `Link`.
public final class AccountAnswers {
  private final Patience patience;
  private final String publicUrl;

  public AccountAnswers(Patience patience, String publicUrl) {
    this.patience = patience;
    this.publicUrl = publicUrl;
  }

  public Response answer(UriInfo uri, Function<PageRequest, AccountPage> list) {
    PageRequest request =
        PageRequest.of(Parameters.ofQuery(uri.getQueryParameters()), PageRequest.ACCOUNTS_LIMIT);
    AccountPage page = patience.read(() -> list.apply(request));
    Response.ResponseBuilder answer =
        Response.ok(StatusWriter.accounts(page.profiles()), MediaType.APPLICATION_JSON_TYPE);
    if (!page.profiles().isEmpty()) {
      answer.header(
          HttpHeaders.LINK,
          PageLinks.of(
              publicUrl + uri.getRequestUri().getRawPath(),
              uri.getQueryParameters(),
              page.first(),
              page.last()));
    }
    return answer.build();
  }
}
