package io.rivulet.reader;

import io.rivulet.kept.AccountList;
import io.rivulet.reader.fetch.Known;
import io.rivulet.reader.fetch.Patience;
import io.rivulet.reader.home.HomeResource;
import io.rivulet.reader.hydrate.ServedNotice;
import io.rivulet.reader.hydrate.Status;
import io.rivulet.reader.kept.KeptValues;
import io.rivulet.reader.live.LiveReads;
import io.rivulet.reader.merge.PulledTimelines;
import io.rivulet.reader.notice.NoticesResource;
import io.rivulet.reader.page.PageRequest;
import io.rivulet.reader.status.StatusResource;
import io.rivulet.relations.Relations;
import java.util.List;
import java.util.Optional;

/// What streams read, by what answers requests.
record StreamReads(
    HomeResource homes,
    StatusResource statuses,
    NoticesResource notices,
    KeptValues kept,
    Known known,
    PulledTimelines pulled,
    Patience patience)
    implements LiveReads {
  @Override
  public List<Status> home(long viewer, PageRequest request) {
    return homes.statuses(viewer, request);
  }

  @Override
  public List<Optional<Status>> status(List<Long> viewers, long id) {
    return statuses.find(viewers, id);
  }

  @Override
  public List<ServedNotice> notices(long viewer, PageRequest request) {
    return notices.page(viewer, request);
  }

  @Override
  public List<AccountList> lists(long viewer) {
    return kept.of(viewer).lists();
  }

  @Override
  public Relations relations(long viewer) {
    return patience.read(() -> known.own(viewer));
  }

  @Override
  public void published(long author) {
    pulled.forget(author);
  }
}
