package io.rivulet.fanout.plan;

import io.rivulet.event.AccountUpdated;
import io.rivulet.event.EventJson;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/// The accounts of a partition.
final class AccountTable {
  /// An account of the table.
  ///
  /// @param version offset in feed.accounts.v1
  record Stored(AccountUpdated account, long version) {}

  private final KeyValueStore<Bytes, byte[]> store;

  AccountTable(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  @Nullable Stored get(long account) {
    byte[] value = store.get(StoreKeys.account(account));
    return value == null ? null : decode(value);
  }

  static Stored decode(byte[] value) {
    byte[] event = Arrays.copyOfRange(value, Long.BYTES, value.length);
    return new Stored(
        EventJson.decode(event, AccountUpdated.class), ByteBuffer.wrap(value).getLong());
  }

  void put(AccountUpdated account, long version) {
    byte[] event = EventJson.encode(account);
    store.put(
        StoreKeys.account(account.id()),
        ByteBuffer.allocate(Long.BYTES + event.length).putLong(version).put(event).array());
  }
}
