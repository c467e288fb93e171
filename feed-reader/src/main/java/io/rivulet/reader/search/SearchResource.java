package io.rivulet.reader.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rivulet.id.Ids;
import io.rivulet.post.WebAddresses;
import io.rivulet.reader.fetch.Patience;
import io.rivulet.reader.hydrate.Hydration;
import io.rivulet.reader.hydrate.Profile;
import io.rivulet.reader.hydrate.Status;
import io.rivulet.reader.hydrate.StatusWriter;
import io.rivulet.reader.index.PostQuery;
import io.rivulet.reader.page.PageRequest;
import io.rivulet.reader.search.AccountSearch.Sought;
import io.rivulet.reader.search.FoundPages.Found;
import io.rivulet.reader.search.Lookers.Looker;
import io.rivulet.service.Answers;
import io.rivulet.service.ApiException;
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
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// `GET /api/v2/search`: accounts, statuses and tags by what somebody types, or by an address of
/// this server. Everything is here, so there is nothing to resolve.
@Path("/api/v2/search")
@Produces(MediaType.APPLICATION_JSON)
public final class SearchResource {
  private static final JsonMapper json = new JsonMapper();

  /// Statuses that are looked at for an answer.
  private static final int MOST_LOOKED_AT = 2_000;

  /// Beyond this nothing is answered: whoever has not found it types another word.
  private static final int GREATEST_OFFSET = 1_000;

  private final Lookers lookers;
  private final AccountSearch accounts;
  private final FoundPages found;
  private final Hydration hydration;
  private final WebAddresses addresses;
  private final Patience patience;

  SearchResource(
      Lookers lookers,
      AccountSearch accounts,
      FoundPages found,
      Hydration hydration,
      WebAddresses addresses,
      Patience patience) {
    this.lookers = lookers;
    this.accounts = accounts;
    this.found = found;
    this.hydration = hydration;
    this.addresses = addresses;
    this.patience = patience;
  }

  /// What is asked for.
  ///
  /// @param author whose statuses alone, 0 for anybody's
  /// @param statuses limit and window of statuses, which may be paged by id
  private record Asked(
      String text,
      String type,
      int offset,
      int limit,
      boolean following,
      long author,
      PageRequest statuses) {
    static Asked of(Parameters query) {
      String text = query.string("q").map(String::strip).orElse("");
      if (text.isEmpty()) {
        throw ApiException.malformed("q is missing: what to search for");
      }
      PageRequest request = PageRequest.of(query);
      String type = query.string("type").orElse("");
      return new Asked(
          text,
          type,
          type.isEmpty() ? 0 : Offsets.of(query, GREATEST_OFFSET),
          request.limit(),
          query.bool("following").orElse(false),
          query.id("account_id").orElse(0L),
          request);
    }

    boolean wants(String what) {
      return type.isEmpty() || type.equals(what);
    }
  }

  /// What was found.
  private record Answer(List<Profile> accounts, List<Status> statuses, List<Tag> tags) {}

  @GET
  @Answers("Search")
  @Takes("SearchRequest")
  public byte[] search(@Auth("read:search") Viewer viewer, @Context UriInfo uri)
      throws JsonProcessingException {
    Asked asked = Asked.of(Parameters.ofQuery(uri.getQueryParameters()));
    Answer answer = patience.read(() -> answer(lookers.of(Optional.of(viewer)), asked));
    return new Spliced()
        .with("accounts", StatusWriter.accounts(answer.accounts()))
        .with("statuses", StatusWriter.list(answer.statuses(), false))
        .with("hashtags", json.writeValueAsBytes(answer.tags()))
        .object();
  }

  private Answer answer(Looker looker, Asked asked) {
    String address = addresses.base() + "/";
    if (asked.text().startsWith(address)) {
      return addressed(looker, asked, asked.text().substring(address.length()));
    }
    boolean name = asked.text().startsWith("@");
    boolean tag = asked.text().startsWith("#");
    return new Answer(
        asked.wants("accounts") && !tag ? accounts(looker, asked, asked.text()) : List.of(),
        asked.wants("statuses") && !name ? statuses(looker, asked) : List.of(),
        asked.wants("hashtags") && !name ? tags(looker, asked) : List.of());
  }

  /// What lies at an address of this server.
  private Answer addressed(Looker looker, Asked asked, String path) {
    boolean name = path.startsWith("@") && path.indexOf('/') < 0;
    long post = path.startsWith("posts/") ? Ids.parse(path.substring("posts/".length())) : 0;
    return new Answer(
        asked.wants("accounts") && name
            ? accounts(looker, asked, path).stream().limit(1).toList()
            : List.of(),
        asked.wants("statuses") && post != 0
            ? hydration.find(looker.look(), post).stream().toList()
            : List.of(),
        List.of());
  }

  private List<Profile> accounts(Looker looker, Asked asked, String text) {
    return accounts.find(
        looker, new Sought(text, asked.following(), asked.offset(), asked.limit()));
  }

  private List<Status> statuses(Looker looker, Asked asked) {
    return PostQuery.words(asked.text(), looker.viewpoint().viewer(), asked.author())
        .map(query -> new Found(query, (_, post) -> !post.boost(), false, MOST_LOOKED_AT))
        .map(
            wanted -> {
              PageRequest all =
                  new PageRequest(asked.offset() + asked.limit(), asked.statuses().window());
              return found.read(looker, all, wanted).items().stream().skip(asked.offset()).toList();
            })
        .orElse(List.of());
  }

  private List<Tag> tags(Looker looker, Asked asked) {
    String text = asked.text().startsWith("#") ? asked.text().substring(1) : asked.text();
    if (text.isEmpty()) {
      return List.of();
    }
    return looker
        .search()
        .tags(text.toLowerCase(Locale.ROOT), asked.offset() + asked.limit())
        .stream()
        .skip(asked.offset())
        .map(name -> new Tag(name, addresses.tag(name)))
        .toList();
  }
}
