package io.rivulet.local.seed;

import io.rivulet.event.Draft;
import io.rivulet.event.Visibility;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// What people do, one act after the other: the same for the same seed.
///
/// Acts on a post name only settled ones: those that were published before the last [#settle()], so
/// that who carries the script out can first see to it that they are there. Who answers or boosts
/// takes one of the newest 400 of these, who edits or deletes an older one: acts of different
/// authors may overtake each other on their way, and nobody should answer what is being deleted.
final class Script {
  /// The newest settled posts, which people still talk about.
  private static final int TALK = 400;

  private final List<Graph.Friendship> friendships;
  private final Drafts drafts;
  private final Random random;
  private final List<Post> posts = new ArrayList<>();
  private int settled;

  Script(Graph graph, List<People.Person> people, Words words, long seed) {
    this.friendships = graph.friendships();
    this.random = new Random(seed);
    this.drafts = new Drafts(words, people.stream().map(People.Person::handle).toList(), random);
  }

  /// A post as it is now.
  private static final class Post {
    private final int author;
    private final Visibility visibility;
    private Draft draft;
    private boolean deleted;

    private Post(Act.Publish published) {
      this.author = published.author();
      this.visibility = published.visibility();
      this.draft = published.draft();
    }
  }

  /// From now on everything published so far may be answered, boosted, edited and deleted.
  void settle() {
    settled = posts.size();
  }

  /// Of a hundred acts 72 are posts, 14 boosts, 10 replies, 2 edits, 2 deletes.
  Act next() {
    int roll = random.nextInt(100);
    if (roll < 72 || settled == 0) {
      return publish(drafts.any(), null);
    }
    int oldestTalkedAbout = Math.max(0, settled - TALK);
    if (roll < 96) {
      return answer(oldestTalkedAbout + random.nextInt(settled - oldestTalkedAbout), roll < 86);
    }
    return oldestTalkedAbout == 0
        ? publish(drafts.any(), null)
        : change(random.nextInt(oldestTalkedAbout), roll < 98);
  }

  private Act answer(int number, boolean boost) {
    Post post = posts.get(number);
    if (!Act.isOpen(post.visibility)) {
      return publish(drafts.any(), null);
    }
    return boost
        ? new Act.Boost(somebodyElse(post.author), number)
        : publish(drafts.reply(), number);
  }

  private Act change(int number, boolean edit) {
    Post post = posts.get(number);
    if (post.deleted) {
      return publish(drafts.any(), null);
    }
    return edit ? edit(number, post) : delete(number, post);
  }

  private Act publish(Draft draft, @Nullable Integer replyTo) {
    int author = replyTo == null ? somebody() : somebodyElse(posts.get(replyTo).author);
    var published = new Act.Publish(author, draft, visibility(), replyTo);
    posts.add(new Post(published));
    return published;
  }

  private Act edit(int number, Post post) {
    post.draft = drafts.edited(post.draft);
    return new Act.Edit(post.author, number, post.draft);
  }

  private static Act delete(int number, Post post) {
    post.deleted = true;
    return new Act.Delete(post.author, number);
  }

  private Visibility visibility() {
    return switch (random.nextInt(40)) {
      case 0, 1 -> Visibility.FOLLOWERS;
      case 2, 3 -> Visibility.UNLISTED;
      case 4 -> Visibility.DIRECT;
      default -> Visibility.PUBLIC;
    };
  }

  /// An end of any friendship: who has more friends says more.
  private int somebody() {
    Graph.Friendship friendship = friendships.get(random.nextInt(friendships.size()));
    return random.nextBoolean() ? friendship.one() : friendship.other();
  }

  private int somebodyElse(int author) {
    int other = somebody();
    while (other == author) {
      other = somebody();
    }
    return other;
  }
}
