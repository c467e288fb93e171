package io.rivulet.reader.home;

import io.rivulet.reader.fetch.Access;
import io.rivulet.reader.fetch.Patience;
import io.rivulet.reader.home.HomePages.HomePage;
import io.rivulet.reader.hydrate.Hydration;
import io.rivulet.reader.hydrate.Pages;
import io.rivulet.reader.hydrate.Status;
import io.rivulet.reader.merge.Gathering.Reach;
import io.rivulet.reader.merge.Timelines;
import io.rivulet.reader.page.PageRequest;
import io.rivulet.reader.page.Window;
import io.rivulet.service.Answers;
import io.rivulet.service.Auth;
import io.rivulet.service.Parameters;
import io.rivulet.service.RequestTimes;
import io.rivulet.service.Takes;
import io.rivulet.service.TokenVerifier;
import io.rivulet.service.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `GET /api/v1/timelines/home`: the home timeline of whoever the token speaks for. There is no way
/// to name another's.
///
/// Whoever sends `Rivulet-Sources: true` is told in a header of the same name by which mechanism
/// the entries came: `pushed=12,pulled=3,rebuilt=5,merged=0`.
@Path(HomeFilter.PATH)
@Produces(MediaType.APPLICATION_JSON)
public final class HomeResource {
  static final String SCOPE = "read:statuses";
  static final String LIST = "home";
  static final String SOURCES = "Rivulet-Sources";

  private final HomePages home;
  private final Pages pages;

  private HomeResource(HomePages home, Pages pages) {
    this.home = home;
    this.pages = pages;
  }

  public static HomeResource of(
      Access access,
      Timelines timelines,
      Hydration hydration,
      Patience patience,
      HomeSettings settings,
      Pages pages) {
    HomeViews views = HomeViews.of(access, timelines, settings, Reach.DEFAULT);
    return new HomeResource(new HomePages(views, timelines.recent(), hydration, patience), pages);
  }

  /// The statuses of a page, newest first.
  public List<Status> statuses(long viewer, PageRequest request) {
    return home.read(viewer, request).page().items();
  }

  /// By which mechanism an entry comes to a viewer's home: `push`, `pull`, `rebuild`, `merge`;
  /// nothing if it is not shown there.
  public Optional<String> source(long viewer, long id) {
    PageRequest around = new PageRequest(1, new Window(id - 1, id + 1, false));
    return home.read(viewer, around).sources().stream().findFirst().map(Source::mechanism);
  }

  /// Answers most requests before they reach this resource.
  public HomeFilter inFront(TokenVerifier verifier, RequestTimes times) {
    return new HomeFilter(home, pages, verifier, times);
  }

  @GET
  @Takes("Paging")
  @Answers(listOf = "OwnStatus")
  public Response home(
      @Auth(SCOPE) Viewer viewer,
      @HeaderParam(SOURCES) @Nullable String sources,
      @Context UriInfo uri,
      @Context HttpServletRequest asked) {
    HomeFilter.rethrow(asked);
    return home(viewer, sources, uri);
  }

  /// A page.
  public Response home(Viewer viewer, @Nullable String sources, UriInfo uri) {
    PageRequest request = PageRequest.of(Parameters.ofQuery(uri.getQueryParameters()));
    HomePage found = home.read(viewer.account(), request);
    Response answer = pages.answer(LIST, found.page(), uri, false);
    return "true".equals(sources)
        ? Response.fromResponse(answer).header(SOURCES, Source.counted(found.sources())).build()
        : answer;
  }
}
