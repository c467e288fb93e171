package io.rivulet.reader.search;

import io.rivulet.post.PostBody;
import io.rivulet.reader.hydrate.Hydration;
import io.rivulet.reader.hydrate.Judged;
import io.rivulet.reader.hydrate.Reading;
import io.rivulet.reader.hydrate.Status;
import io.rivulet.reader.hydrate.Wanted;
import io.rivulet.reader.index.PostQuery;
import io.rivulet.reader.merge.IdCollector;
import io.rivulet.reader.page.Page;
import io.rivulet.reader.page.PageFiller;
import io.rivulet.reader.page.PageRequest;
import io.rivulet.reader.page.Skeleton;
import io.rivulet.reader.page.Window;
import io.rivulet.reader.search.Lookers.Looker;
import java.util.Map;

/// Pages of what the index finds, filled up where rules hide some of it.
final class FoundPages {
  private final Hydration hydration;

  FoundPages(Hydration hydration) {
    this.hydration = hydration;
  }

  /// A list.
  ///
  /// @param wanted what belongs to it, asked of the bodies as they are now: the index may be behind
  ///   an edit. Of what the viewer published a moment ago, it alone decides
  /// @param lately whether the latter is to be on the list at once
  /// @param most entries that are looked at for one page. Whoever mutes everybody must not have the
  ///   whole index read; after so many hidden entries in a row the list counts as ended
  record Found(PostQuery query, Wanted wanted, boolean lately, int most) {}

  Page<Status> read(Looker looker, PageRequest request, Found found) {
    Reading reading = hydration.begin(looker.look(), looker.met(found.wanted()));
    Page<Judged> page = PageFiller.fill(request, new FoundIds(looker, found), reading);
    return page.with(reading.complete(page.items()));
  }

  private static final class FoundIds implements Skeleton {
    private final Looker looker;
    private final Found found;
    private int looked;

    FoundIds(Looker looker, Found found) {
      this.looker = looker;
      this.found = found;
    }

    @Override
    public long[] next(Window window, int count) {
      if (looked >= found.most()) {
        return new long[0];
      }
      long[] ids = looker.search().posts(found.query(), window, count);
      looked += ids.length;
      return found.lately() && !looker.lately().isEmpty() ? merged(ids, window, count) : ids;
    }

    private long[] merged(long[] ids, Window window, int count) {
      IdCollector collected = new IdCollector(window, count);
      for (long id : ids) {
        collected.add(id);
      }
      for (Map.Entry<Long, PostBody> own : looker.lately().entrySet()) {
        if (!own.getValue().deleted() && found.wanted().test(own.getKey(), own.getValue())) {
          collected.add(own.getKey());
        }
      }
      return collected.inOrder();
    }
  }
}
