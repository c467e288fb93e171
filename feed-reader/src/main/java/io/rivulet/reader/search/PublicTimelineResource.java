package io.rivulet.reader.search;

import io.rivulet.event.Visibility;
import io.rivulet.post.PostBody;
import io.rivulet.reader.fetch.Patience;
import io.rivulet.reader.hydrate.BodySearch;
import io.rivulet.reader.hydrate.Pages;
import io.rivulet.reader.hydrate.Status;
import io.rivulet.reader.hydrate.Wanted;
import io.rivulet.reader.index.PostQuery;
import io.rivulet.reader.page.Page;
import io.rivulet.reader.page.PageRequest;
import io.rivulet.reader.search.FoundPages.Found;
import io.rivulet.service.Answers;
import io.rivulet.service.Auth;
import io.rivulet.service.Parameters;
import io.rivulet.service.Takes;
import io.rivulet.service.Viewer;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// `GET /api/v1/timelines/public` and `GET /api/v1/timelines/tag/:tag`, for guests too: public
/// posts of everybody, without boosts; the first without answers. All accounts are local.
@Path("/api/v1/timelines")
@Produces(MediaType.APPLICATION_JSON)
public final class PublicTimelineResource {
  /// Of a page: a hundred times what is looked at for one of which most is hidden.
  private static final int MOST_LOOKED_AT = 10_000;

  private final Lookers lookers;
  private final FoundPages found;
  private final Patience patience;
  private final Pages pages;

  PublicTimelineResource(Lookers lookers, FoundPages found, Patience patience, Pages pages) {
    this.lookers = lookers;
    this.found = found;
    this.patience = patience;
    this.pages = pages;
  }

  @GET
  @Path("/public")
  @Answers(listOf = "Status")
  @Takes({"Paging", "PublicFilter"})
  public Response everybody(@Auth("read:statuses") Optional<Viewer> viewer, @Context UriInfo uri) {
    return answer("public", viewer, uri, PublicTimelineResource::everybody);
  }

  private static Found everybody(Parameters query) {
    boolean onlyMedia = query.bool("only_media").orElse(false);
    Wanted wanted = (_, post) -> open(post, onlyMedia) && !post.reply();
    return new Found(PostQuery.open(onlyMedia), wanted, true, MOST_LOOKED_AT);
  }

  @GET
  @Path("/tag/{tag}")
  @Answers(listOf = "Status")
  @Takes({"Paging", "PublicFilter"})
  public Response tagged(
      @PathParam("tag") String tag,
      @Auth("read:statuses") Optional<Viewer> viewer,
      @Context UriInfo uri) {
    return answer("tag", viewer, uri, query -> tagged(tag, query));
  }

  private static Found tagged(String tag, Parameters query) {
    boolean onlyMedia = query.bool("only_media").orElse(false);
    Set<String> any = new HashSet<>(tags(query, "any"));
    any.add(name(tag));
    Set<String> all = tags(query, "all");
    Set<String> none = tags(query, "none");
    Wanted wanted =
        (_, post) ->
            open(post, onlyMedia)
                && any.stream().anyMatch(one -> BodySearch.isTagged(post, one))
                && all.stream().allMatch(one -> BodySearch.isTagged(post, one))
                && none.stream().noneMatch(one -> BodySearch.isTagged(post, one));
    return new Found(PostQuery.tagged(any, all, none, onlyMedia), wanted, true, MOST_LOOKED_AT);
  }

  private static Set<String> tags(Parameters query, String name) {
    return query.strings(name).stream()
        .filter(tag -> !tag.isBlank())
        .map(PublicTimelineResource::name)
        .collect(Collectors.toSet());
  }

  private static String name(String tag) {
    return (tag.startsWith("#") ? tag.substring(1) : tag).toLowerCase(Locale.ROOT);
  }

  private static boolean open(PostBody post, boolean onlyMedia) {
    return post.visibility() == Visibility.PUBLIC
        && !post.boost()
        && (!onlyMedia || BodySearch.hasMedia(post));
  }

  private Response answer(
      String list, Optional<Viewer> viewer, UriInfo uri, Function<Parameters, Found> listed) {
    Parameters query = Parameters.ofQuery(uri.getQueryParameters());
    PageRequest request = PageRequest.of(query);
    Found wanted = listed.apply(query);
    boolean remote = query.bool("remote").orElse(false);
    Page<Status> page =
        remote
            ? new Page<>(List.of(), new Page.Effort(1, 0, 0))
            : patience.read(() -> found.read(lookers.of(viewer), request, wanted));
    return pages.answer(list, page, uri, viewer.isEmpty());
  }
}
