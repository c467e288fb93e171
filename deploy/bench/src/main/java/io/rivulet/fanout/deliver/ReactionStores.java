package io.rivulet.fanout.deliver;

import io.rivulet.event.Reaction;
import io.rivulet.fanout.delivery.Delivery;
import io.rivulet.notice.Notice;
import io.rivulet.reaction.Applied.Source;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/// Fills the store of reactions and notices of the deliver stage by its own tables.
public final class ReactionStores {
  private final ReactionStore reactions;
  private final NoticeStore notices;

  /// Of a partition.
  public ReactionStores(KeyValueStore<Bytes, byte[]> store) {
    this.reactions = new ReactionStore(store);
    this.notices = new NoticeStore(store);
  }

  /// A post is liked: it is counted, the account's flags know it, and the author is told.
  ///
  /// @param id of the like
  /// @param partition of feed.acts.v1
  /// @param offset there
  public void like(long account, long post, long author, long id, int partition, long offset) {
    Source acts = Source.acts(partition);
    boolean counted =
        reactions.count(
            new Delivery.Counted(post, Reaction.LIKE, account, account, true, acts, offset));
    boolean reacted =
        reactions.react(new Delivery.Reacted(account, post, Reaction.LIKE, true, 0, acts, offset));
    if (!counted || !reacted) {
      throw new IllegalStateException("a newer like was applied before, of " + post);
    }
    notices.add(author, new Notice(id, Notice.Kind.LIKE, account, post));
  }
}
