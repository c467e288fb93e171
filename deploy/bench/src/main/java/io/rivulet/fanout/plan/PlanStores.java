package io.rivulet.fanout.plan;

import io.rivulet.event.AccountUpdated;
import io.rivulet.event.PostPublished;
import io.rivulet.post.Post;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/// Fills the stores of the plan stage by its own tables.
public final class PlanStores {
  private final FollowerTable followers;
  private final PostTable posts;
  private final AccountTable accounts;

  /// Of a partition.
  public PlanStores(KeyValueStore<Bytes, byte[]> authors, KeyValueStore<Bytes, byte[]> followers) {
    this.followers = new FollowerTable(followers);
    this.posts = new PostTable(authors);
    this.accounts = new AccountTable(authors);
  }

  public void follow(long author, long follower) {
    followers.add(author, follower);
  }

  public void post(PostPublished event, long offset) {
    posts.put(Post.of(event), offset);
  }

  public void account(AccountUpdated event, long offset) {
    accounts.put(event, offset);
  }
}
