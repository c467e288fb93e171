package io.rivulet.bench.ceiling;

import io.rivulet.keyspace.Keyspace;
import io.rivulet.keyspace.Shards;
import io.rivulet.timeline.Deliveries;
import io.rivulet.timeline.TimelineLimits;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// One call of `deliver.lua`, put together as feed-fanout does on a single Redis: whatever shards
/// the timelines lie in, the state of each shard comes with it.
final class Call {
  private final Homes homes;
  private final BitSet shards = new BitSet(Shards.COUNT);
  private final List<byte[]> states = new ArrayList<>();
  private final ByteArrayOutputStream epochs = new ByteArrayOutputStream();
  private final List<byte[]> timelines = new ArrayList<>();
  private final List<byte[]> ids = new ArrayList<>();

  Call(Homes homes) {
    this.homes = homes;
  }

  void add(int home, byte[] ascending) {
    int shard = homes.shard(home);
    if (!shards.get(shard)) {
      shards.set(shard);
      states.add(Keyspace.state(shard));
      epochs.writeBytes(homes.epoch(shard));
    }
    timelines.add(homes.key(home));
    ids.add(ascending);
  }

  void write(Requests requests) {
    requests.add(
        Deliveries.request(TimelineLimits.DEFAULT, states, epochs.toByteArray(), timelines, ids)
            .command());
  }
}
