package io.rivulet.fanout.deliver;

import io.rivulet.fanout.chunk.ChunkTable;
import io.rivulet.keyspace.Keyspace;
import io.rivulet.keyspace.Shards;
import io.rivulet.live.LiveEvent;
import io.rivulet.notice.Notice;
import io.rivulet.notice.Notices;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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

  private final ChunkTable notices;

  NoticeStore(KeyValueStore<Bytes, byte[]> store) {
    this.notices = new ChunkTable(store, 'n', (_, at) -> at + VALUE, CHUNK);
  }

  /// Notes that an account is told of something. Under an id that is there already nothing changes.
  void add(long account, Notice notice) {
    notices.put(
        account,
        notice.id(),
        ByteBuffer.allocate(VALUE)
            .put((byte) notice.kind().code())
            .putLong(notice.actor())
            .putLong(notice.post())
            .array());
  }

  /// Takes back what an account was told of, whatever its id.
  ///
  /// @return whether there was anything
  boolean remove(long account, Notice notice) {
    List<Long> ids = new ArrayList<>();
    for (Notice there : read(account)) {
      if (there.kind() == notice.kind()
          && there.actor() == notice.actor()
          && there.post() == notice.post()) {
        ids.add(there.id());
      }
    }
    ids.forEach(id -> notices.remove(account, id));
    return !ids.isEmpty();
  }

  /// The notices of an account, for Redis. Older ones than are kept are removed.
  ///
  /// @param newest the one a listener is to be told of, 0 if none is
  Put notices(long account, long newest) {
    List<Notice> ascending = read(account);
    int surplus = Math.max(0, ascending.size() - Notices.KEPT);
    for (int i = 0; i < surplus; i++) {
      notices.remove(account, ascending.get(i).id());
    }
    return new Put(
        Shards.of(account),
        Bytes.wrap(Keyspace.notices(account)),
        Notices.encode(ascending.subList(surplus, ascending.size())),
        newest == 0 ? null : new LiveEvent(LiveEvent.Kind.NOTICED, account, newest));
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

  /// All accounts of some shards that were told of something.
  Set<Long> accounts(Set<Integer> shards) {
    Set<Long> accounts = new TreeSet<>();
    notices.owners(
        account -> {
          if (shards.contains(Shards.of(account))) {
            accounts.add(account);
          }
        });
    return accounts;
  }
}
