package io.rivulet.reader.fetch;

import io.rivulet.keyspace.Keyspace;
import io.rivulet.keyspace.Shards;
import io.rivulet.post.CorruptBodyException;
import io.rivulet.post.PostBody;
import io.rivulet.reaction.OwnReaction;
import io.rivulet.reaction.Reactions;
import io.rivulet.relations.OwnRelation;
import io.rivulet.relations.Relations;
import io.rivulet.timeline.CorruptTimelineException;
import io.rivulet.timeline.ShardState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Decodes values that the fan-out alone writes: an absent one is unknown, and so is a corrupt one,
/// which reading cannot mend.
public final class Known {
  private static final Logger logger = LoggerFactory.getLogger(Known.class);

  private final Access access;

  public Known(Access access) {
    this.access = access;
  }

  /// A value decoded.
  ///
  /// @param id whose value it is
  /// @throws NotYetException if the value is absent or corrupt
  public <T> T require(
      Stored what,
      long id,
      byte @Nullable [] value,
      Function<byte @Nullable [], @Nullable T> decode) {
    try {
      T decoded = decode.apply(value);
      if (decoded != null) {
        return decoded;
      }
    } catch (CorruptTimelineException e) {
      access.meters().corrupt(what);
      logger.error("{} of {} is corrupt: {}", what, id, e.getMessage());
    }
    throw new NotYetException(what);
  }

  /// Asks whether the deliver stage has written all that it has of an account's shard, so that what
  /// is absent still is not there. While it writes it again nothing of it counts as applied.
  ///
  /// @throws NotYetException if it has not
  public void requireDelivered(long account) {
    byte[] key = Keyspace.state(Shards.of(account));
    byte[] value = access.values().await(access.values().get(List.of(key))).getFirst();
    if (require(Stored.STATE, account, value, ShardState::decode).applied() == 0) {
      throw new NotYetException(Stored.STATE);
    }
  }

  /// Relations of a viewer.
  ///
  /// @throws NotYetException if they are not known
  public Relations relations(long viewer) {
    return relations(List.of(viewer)).getFirst();
  }

  /// Relations of a viewer as he himself has to find them: with what he changed a moment ago. One
  /// round trip.
  ///
  /// @throws NotYetException if they are not known
  public Relations own(long viewer) {
    return own(List.of(viewer)).getFirst();
  }

  /// As [#own(long)] of several viewers, in order. One round trip.
  public List<Relations> own(List<Long> viewers) {
    var changed = viewers.stream().map(access.overlay()::relations).toList();
    List<Relations> stored = relations(viewers);
    List<Relations> own = new ArrayList<>(viewers.size());
    for (int i = 0; i < viewers.size(); i++) {
      own.add(stored.get(i).with(changed(changed.get(i))));
    }
    return own;
  }

  /// Relations of several viewers, in order.
  ///
  /// @throws NotYetException if one is not known
  public List<Relations> relations(List<Long> viewers) {
    List<byte[]> keys = viewers.stream().map(Keyspace::relations).toList();
    List<byte @Nullable []> found = access.values().await(access.values().get(keys));
    List<Relations> relations = new ArrayList<>(viewers.size());
    for (int i = 0; i < viewers.size(); i++) {
      relations.add(require(Stored.RELATIONS, viewers.get(i), found.get(i), Relations::decode));
    }
    return relations;
  }

  /// Waits for what a viewer changed of his relations lately. A corrupt overlay is passed over, as
  /// in [#lately].
  public List<OwnRelation> changed(CompletionStage<List<OwnRelation>> own) {
    return sound(Stored.RELATIONS, List.of(), () -> access.values().await(own));
  }

  /// Waits for what a viewer made of posts lately. A corrupt overlay is passed over, as in
  /// [#lately].
  public List<OwnReaction> reacted(CompletionStage<List<OwnReaction>> own) {
    return sound(Stored.REACTIONS, List.of(), () -> access.values().await(own));
  }

  /// A viewer's reactions to the posts of a period. Nothing is missing without them but hearts that
  /// are filled, so what is corrupt is passed over.
  public Reactions reactions(byte @Nullable [] value) {
    return sound(Stored.REACTIONS, Reactions.NONE, () -> Reactions.decode(value));
  }

  private <T> T sound(Stored what, T otherwise, Supplier<T> read) {
    try {
      return read.get();
    } catch (CorruptTimelineException e) {
      access.meters().corrupt(what);
      logger.error("{} passed over, being corrupt: {}", what, e.getMessage());
      return otherwise;
    }
  }

  /// Waits for what an author did lately. It only adorns for some seconds what the fan-out writes,
  /// so a corrupt one is passed over.
  public NavigableMap<Long, PostBody> lately(CompletionStage<NavigableMap<Long, PostBody>> own) {
    try {
      return access.values().await(own);
    } catch (CorruptBodyException e) {
      access.meters().corrupt(Stored.POST);
      logger.error("overlay is corrupt: {}", e.getMessage());
      return Collections.emptyNavigableMap();
    }
  }
}
