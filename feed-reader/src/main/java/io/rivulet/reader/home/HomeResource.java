package io.rivulet.reader.home;

import io.rivulet.reader.fetch.Access;
import io.rivulet.reader.fetch.Patience;
import io.rivulet.reader.hydrate.Hydration;
import io.rivulet.reader.hydrate.Pages;
import io.rivulet.reader.merge.AuthorTimelines;
import io.rivulet.reader.merge.RecentEntries;
import io.rivulet.reader.page.PageRequest;
import io.rivulet.service.Auth;
import io.rivulet.service.Parameters;
import io.rivulet.service.Viewer;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/// `GET /api/v1/timelines/home`: the home timeline of whoever the token speaks for. There is no way
/// to name another's.
@Path("/api/v1/timelines/home")
@Produces(MediaType.APPLICATION_JSON)
public final class HomeResource {
  private final HomePages home;
  private final Pages pages;

  private HomeResource(HomePages home, Pages pages) {
    this.home = home;
    this.pages = pages;
  }

  public static HomeResource of(
      Access access,
      AuthorTimelines timelines,
      Hydration hydration,
      Patience patience,
      HomeSettings settings,
      Pages pages) {
    Snapshots snapshots = new Snapshots(access);
    RecentEntries recent = new RecentEntries(timelines);
    HomeRebuild rebuild =
        new HomeRebuild(access, snapshots, timelines, settings, RecentEntries.BATCH);
    Renewals renewals = new Renewals(access.redis(), settings.timeToLive(), settings.renewEvery());
    HomeViews views = new HomeViews(access, snapshots, rebuild, recent, renewals, settings);
    return new HomeResource(new HomePages(views, recent, hydration, patience), pages);
  }

  @GET
  public Response home(@Auth("read:statuses") Viewer viewer, @Context UriInfo uri) {
    PageRequest request = PageRequest.of(Parameters.ofQuery(uri.getQueryParameters()));
    return pages.answer("home", home.read(viewer.account(), request), uri, false);
  }
}
