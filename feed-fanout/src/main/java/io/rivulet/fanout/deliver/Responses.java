package io.rivulet.fanout.deliver;

import io.rivulet.fanout.delivery.Delivery;
import io.rivulet.notice.Notice;
import io.rivulet.reaction.Reactions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
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

  /// The oldest new notice of accounts whose list has to be written, 0 if there is none: whoever
  /// listens is told from it on.
  private final Map<Long, Long> toWrite = new LinkedHashMap<>();

  private final Restoration restoration;
  private long oldestToWrite = Long.MAX_VALUE;

  Responses(KeyValueStore<Bytes, byte[]> store, Lane lane) {
    this.reactions = new ReactionStore(store);
    this.notices = new NoticeStore(store);
    this.lane = lane;
    this.restoration = new Restoration(store, reactions, notices);
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
      toWrite.merge(account, notice.id(), (a, b) -> a == 0 ? b : Math.min(a, b));
    } else {
      // Also where nothing is removed: it may have been before, and Redis have lost that.
      notices.remove(account, notice);
      toWrite.putIfAbsent(account, 0L);
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
    toWrite.forEach((account, oldest) -> lane.put(notices.notices(account, oldest), oldestToWrite));
    toWrite.clear();
    oldestToWrite = Long.MAX_VALUE;
  }

  /// Begins to write all of lost shards again.
  void lost(Set<Integer> shards) {
    restoration.lost(shards);
  }

  boolean restored() {
    return restoration.done();
  }

  /// Writes what is next of lost shards.
  ///
  /// @param most keys that are looked at
  void restore(int most, long now) {
    restoration.next(most, put -> lane.put(put, now));
  }
}
