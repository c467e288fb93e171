package io.rivulet.reader.home;

import io.rivulet.reader.fetch.Patience;
import io.rivulet.reader.hydrate.Hydration;
import io.rivulet.reader.hydrate.Judged;
import io.rivulet.reader.hydrate.Look;
import io.rivulet.reader.hydrate.Reading;
import io.rivulet.reader.hydrate.Status;
import io.rivulet.reader.merge.RecentEntries;
import io.rivulet.reader.page.Page;
import io.rivulet.reader.page.PageFiller;
import io.rivulet.reader.page.PageRequest;
import io.rivulet.visible.Place;
import java.util.List;

/// A page of a home timeline: skeleton → merge → hydrate → filter → page.
final class HomePages {
  private final HomeViews views;
  private final RecentEntries recent;
  private final Hydration hydration;
  private final Patience patience;

  HomePages(HomeViews views, RecentEntries recent, Hydration hydration, Patience patience) {
    this.views = views;
    this.recent = recent;
    this.hydration = hydration;
    this.patience = patience;
  }

  /// A page and how its entries came there.
  record HomePage(Page<Status> page, List<Source> sources) {}

  /// A page.
  ///
  /// @throws io.rivulet.service.ApiException UNAVAILABLE if something it needs is not known in time
  HomePage read(long viewer, PageRequest request) {
    return patience.read(() -> attempt(viewer, request));
  }

  private HomePage attempt(long viewer, PageRequest request) {
    HomeView view = views.of(viewer);
    Look look = new Look(Place.HOME, view.viewpoint(), view.lately(), view.reactions());
    Reading reading = hydration.begin(look, view::recent);
    Page<Judged> page = PageFiller.fill(request, new HomeSkeleton(view, recent), reading);
    return new HomePage(
        page.with(reading.complete(page.items())),
        page.items().stream().map(entry -> view.source(entry.id())).toList());
  }
}
