package io.rivulet.fanout.deliver;

import io.rivulet.fanout.delivery.Delivery;
import io.rivulet.notice.Notice;
import io.rivulet.reaction.Reactions;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/// Applies what a deliver task is told beside entries and relations: reactions are counted,
/// accounts are told of things; and writes what became of it.
///
/// The list of an account's notices is written some milliseconds after the first that is new, since
/// they may be many at a time: a follow of somebody whom everybody begins to follow rewrites all of
/// it.
final class Responses {
  private final ReactionStore reactions;
  private final NoticeStore notices;
  private final Lane lane;

  /// The newest notice of accounts whose list has to be written, 0 if one was only taken back.
  private final Map<Long, Long> toWrite = new LinkedHashMap<>();

  private final ArrayDeque<Supplier<Put>> toRestore = new ArrayDeque<>();
  private long oldestToWrite = Long.MAX_VALUE;

  Responses(KeyValueStore<Bytes, byte[]> store, Lane lane) {
    this.reactions = new ReactionStore(store);
    this.notices = new NoticeStore(store);
    this.lane = lane;
  }

  void apply(Delivery.Counted change, long timestamp) {
    if (reactions.count(change)) {
      lane.put(reactions.tally(change.post()), timestamp);
    }
  }

  void apply(Delivery.Reacted change, long timestamp) {
    if (reactions.react(change)) {
      lane.put(reactions.reactions(change.viewer(), Reactions.period(change.post())), timestamp);
    }
  }

  void apply(Delivery.Noticed change, long timestamp) {
    long account = change.account();
    Notice notice = change.notice();
    if (change.on()) {
      notices.add(account, notice);
      toWrite.merge(account, notice.id(), Math::max);
    } else if (notices.remove(account, notice)) {
      toWrite.putIfAbsent(account, 0L);
    } else {
      return;
    }
    oldestToWrite = Math.min(oldestToWrite, timestamp);
  }

  /// Who is to be told of an edit.
  ///
  /// @param sink takes an account and what it is told of
  void edited(Delivery.Edited edit, BiConsumer<Long, Delivery.Noticed> sink) {
    Notice notice = new Notice(edit.edit(), Notice.Kind.EDIT, edit.author(), edit.post());
    reactions.boosters(
        edit.post(),
        booster -> {
          if (booster != edit.author()) {
            sink.accept(booster, new Delivery.Noticed(booster, notice, true));
          }
        });
  }

  /// Hands the lists that changed to the lane.
  void write() {
    toWrite.forEach((account, newest) -> lane.put(notices.notices(account, newest), oldestToWrite));
    toWrite.clear();
    oldestToWrite = Long.MAX_VALUE;
  }

  /// Begins to write all of lost shards again.
  ///
  /// @return values to write
  int lost(Set<Integer> shards) {
    int before = toRestore.size();
    reactions.posts(shards).forEach(post -> toRestore.add(() -> reactions.tally(post)));
    reactions
        .viewers(shards)
        .forEach(lost -> toRestore.add(() -> reactions.reactions(lost.viewer(), lost.period())));
    notices.accounts(shards).forEach(account -> toRestore.add(() -> notices.notices(account, 0)));
    return toRestore.size() - before;
  }

  boolean restored() {
    return toRestore.isEmpty();
  }

  /// Writes the next value of lost shards.
  void restoreOne(long now) {
    lane.put(toRestore.remove().get(), now);
  }
}
