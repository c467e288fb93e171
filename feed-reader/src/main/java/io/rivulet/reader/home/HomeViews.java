package io.rivulet.reader.home;

import io.rivulet.keyspace.Keyspace;
import io.rivulet.reader.fetch.Access;
import io.rivulet.reader.fetch.Pause;
import io.rivulet.reader.fetch.Viewpoints;
import io.rivulet.reader.merge.Cut;
import io.rivulet.reader.merge.Gathering.Reach;
import io.rivulet.reader.merge.IdCollector;
import io.rivulet.reader.merge.PulledTimelines;
import io.rivulet.reader.merge.RecentEntries;
import io.rivulet.reader.merge.Timelines;
import io.rivulet.reader.page.Window;

/// Gets a viewer's home: from Redis, after a rebuild if need be, or merged from author timelines if
/// a rebuild does not come to an end.
final class HomeViews {
  private final Access access;
  private final Snapshots snapshots;
  private final HomeRebuild rebuild;
  private final RecentEntries recent;
  private final PulledTimelines pulled;
  private final Renewals renewals;
  private final HomeSettings settings;
  private final Viewpoints viewpoints;

  private HomeViews(
      Access access, HomeRebuild rebuild, Timelines timelines, HomeSettings settings) {
    this.access = access;
    this.snapshots = new Snapshots(access);
    this.viewpoints = new Viewpoints(access);
    this.rebuild = rebuild;
    this.recent = timelines.recent();
    this.pulled = timelines.pulled();
    this.renewals = new Renewals(access.redis(), settings.timeToLive(), settings.renewEvery());
    this.settings = settings;
  }

  static HomeViews of(Access access, Timelines timelines, HomeSettings settings, Reach reach) {
    HomeRebuild rebuild =
        new HomeRebuild(access, new Snapshots(access), timelines.authors(), settings, reach);
    return new HomeViews(access, rebuild, timelines, settings);
  }

  /// The home as it is now.
  ///
  /// @throws io.rivulet.reader.fetch.NotYetException if something is not known yet
  HomeView of(long viewer) {
    Pause pause = Pause.upTo(settings.underWayPatience());
    int rebuilds = 0;
    while (true) {
      Snapshot snapshot = snapshots.read(viewer);
      if (snapshot instanceof Snapshot.Ready ready) {
        renewals.renew(viewer);
        return HomeView.of(
            viewpoints.of(viewer, ready.mine().relations()),
            ready,
            pulled.of(Authors.pulled(viewer, ready.mine().relations())),
            recent.kept());
      }
      boolean goOn =
          snapshot instanceof Snapshot.Building
              ? pause.again()
              : rebuilds++ < HomeRebuild.ATTEMPTS && rebuilt(viewer, snapshot);
      if (!goOn) {
        return merged(viewer, snapshot);
      }
    }
  }

  /// Whether another look may find a timeline.
  private boolean rebuilt(long viewer, Snapshot snapshot) {
    if (snapshot instanceof Snapshot.Corrupt) {
      // A timeline may be deleted at any time, even one that is sound by now: it costs a rebuild.
      access.redis().await(access.redis().commands().del(Keyspace.home(viewer)));
    }
    return switch (rebuild.run(viewer)) {
      case REBUILT, FOUND, UNDER_WAY -> true;
      case OVERTAKEN -> false;
    };
  }

  /// The definition itself, without writing anything. The relations are of one moment and the
  /// author timelines are read after it, as in a rebuild.
  private HomeView merged(long viewer, Snapshot snapshot) {
    access.meters().merged();
    long[] newest =
        recent.read(
            Authors.of(viewer, snapshot.mine().relations()),
            viewer,
            snapshot.mine().lately().keySet(),
            Window.ALL,
            recent.kept() + 1);
    return HomeView.merged(
        viewpoints.of(viewer, snapshot.mine().relations()),
        Cut.of(IdCollector.reversed(newest), recent.kept(), 0),
        snapshot.mine());
  }
}
