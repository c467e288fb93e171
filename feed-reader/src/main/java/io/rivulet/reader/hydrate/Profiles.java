package io.rivulet.reader.hydrate;

import io.rivulet.account.AccountBody;
import io.rivulet.account.Counts;
import io.rivulet.keyspace.Keyspace;
import io.rivulet.reader.fetch.Access;
import io.rivulet.reader.fetch.Values;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Reads accounts with their counts.
public final class Profiles {
  /// Where relations have the number of accounts followed, see [io.rivulet.relations.Relations].
  private static final int FOLLOWING_FIRST = 16;

  private static final int FOLLOWING_LAST = 19;
  private static final int VALUES_EACH = 3;

  private final Values values;
  private final Bodies bodies;

  public Profiles(Access access) {
    this.values = access.values();
    this.bodies = new Bodies(access.meters());
  }

  /// The accounts that are known, in the order of `ids`; others are left out.
  public Map<Long, Profile> find(Collection<Long> ids) {
    return values.await(ask(List.copyOf(ids)));
  }

  /// As [#find], without waiting.
  CompletionStage<Map<Long, Profile>> ask(List<Long> ids) {
    List<byte[]> keys = new ArrayList<>(ids.size() * VALUES_EACH);
    List<byte[]> relations = new ArrayList<>(ids.size());
    for (long id : ids) {
      keys.add(Keyspace.account(id));
      keys.add(Keyspace.overlayAccount(id));
      keys.add(Keyspace.counts(id));
      relations.add(Keyspace.relations(id));
    }
    var following = values.slices(relations, FOLLOWING_FIRST, FOLLOWING_LAST);
    return values.get(keys).thenCombine(following, (found, counts) -> decode(ids, found, counts));
  }

  private Map<Long, Profile> decode(
      List<Long> ids, List<byte @Nullable []> found, List<byte[]> following) {
    Map<Long, Profile> profiles = new LinkedHashMap<>();
    for (int i = 0; i < ids.size(); i++) {
      int at = i * VALUES_EACH;
      AccountBody body = bodies.account(found.get(at), found.get(at + 1));
      if (body != null) {
        Counts counts = Counts.decode(found.get(at + 2));
        profiles.put(ids.get(i), new Profile(body, counts, count(following.get(i))));
      }
    }
    return profiles;
  }

  private static long count(byte[] slice) {
    return slice.length == Integer.BYTES ? ByteBuffer.wrap(slice).getInt() : 0;
  }
}
