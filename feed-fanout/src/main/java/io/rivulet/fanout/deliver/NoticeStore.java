package io.rivulet.fanout.deliver;

import io.rivulet.fanout.chunk.ChunkTable;
import io.rivulet.fanout.chunk.Derived;
import io.rivulet.keyspace.Keyspace;
import io.rivulet.keyspace.Shards;
import io.rivulet.live.LiveEvent;
import io.rivulet.notice.Notice;
import io.rivulet.notice.Notices;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/// What the accounts of a deliveries partition were told of, in the store of [ReactionStore]: under
/// `n` chunks of notices by account, each with kind (1), actor and post (8 each).
///
/// The newest [Notices#KEPT] of an account stay.
final class NoticeStore {
  private static final int VALUE = 1 + 2 * Long.BYTES;

  /// Bytes of a chunk at most, some 40 notices.
  private static final int CHUNK = 1_024;

  /// Notices beyond those that are kept, after which the oldest are removed: each time costs a look
  /// at all of them.
  private static final int SLACK = 40;

  private final ChunkTable notices;
  private final Derived sizes = new Derived(account -> read(account).size());

  NoticeStore(KeyValueStore<Bytes, byte[]> store) {
    this.notices = new ChunkTable(store, 'n', (_, at) -> at + VALUE, CHUNK);
  }

  /// Notes that an account is told of something. Under an id that is there already nothing changes.
  /// Of edits of a post only the last one stays, and of all notices the newest.
  void add(long account, Notice notice) {
    if (notice.kind() == Notice.Kind.EDIT) {
      for (Notice one : read(account)) {
        if (isSame(one, notice) && one.id() < notice.id()) {
          remove(account, one.id());
        }
      }
    }
    if (!notices.contains(account, notice.id())) {
      sizes.changed(account, size -> size + 1);
    }
    notices.put(
        account,
        notice.id(),
        ByteBuffer.allocate(VALUE)
            .put((byte) notice.kind().code())
            .putLong(notice.actor())
            .putLong(notice.post())
            .array());
    if (sizes.of(account) > Notices.KEPT + SLACK) {
      List<Notice> there = read(account);
      there.subList(0, there.size() - Notices.KEPT).forEach(one -> remove(account, one.id()));
    }
  }

  private void remove(long account, long id) {
    if (notices.remove(account, id)) {
      sizes.changed(account, size -> size - 1);
    }
  }

  /// Takes back what an account was told of. A boost has its own id; of all else whatever says the
  /// same goes.
  void remove(long account, Notice notice) {
    for (Notice one : read(account)) {
      boolean own = notice.kind() != Notice.Kind.BOOST || one.id() == notice.id();
      if (own && isSame(one, notice)) {
        remove(account, one.id());
      }
    }
  }

  private static boolean isSame(Notice a, Notice b) {
    return a.kind() == b.kind() && a.actor() == b.actor() && a.post() == b.post();
  }

  /// The notices of an account, for Redis.
  ///
  /// @param oldest the first one a listener is to be told of, 0 if there is none
  Put notices(long account, long oldest) {
    List<Notice> ascending = read(account);
    return new Put(
        Shards.of(account),
        Bytes.wrap(Keyspace.notices(account)),
        Notices.encode(
            ascending.subList(Math.max(0, ascending.size() - Notices.KEPT), ascending.size())),
        oldest == 0 ? null : new LiveEvent(LiveEvent.Kind.NOTICED, account, oldest));
  }

  private List<Notice> read(long account) {
    List<Notice> ascending = new ArrayList<>();
    notices.forEach(
        account,
        (id, bytes, at) -> {
          ByteBuffer value = ByteBuffer.wrap(bytes, at, VALUE);
          ascending.add(
              new Notice(id, Notice.Kind.ofCode(value.get()), value.getLong(), value.getLong()));
        });
    return ascending;
  }
}
