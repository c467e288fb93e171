package io.rivulet.reader.index;

import io.rivulet.event.Event;
import io.rivulet.event.Followed;
import io.rivulet.event.Origin;
import io.rivulet.event.PostContent;
import io.rivulet.event.PostDeleted;
import io.rivulet.event.PostEdited;
import io.rivulet.event.PostPublished;
import io.rivulet.event.PostRef;
import io.rivulet.event.PostTarget;
import io.rivulet.event.Reacted;
import io.rivulet.event.Reaction;
import io.rivulet.event.Unfollowed;
import io.rivulet.event.Visibility;
import io.rivulet.reader.Feed;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// What a dozen accounts do, by chance, partly through submissions. Now and then feed-ingest goes
/// back in them as after a crash, and makes something again.
final class RandomEvents {
  private static final int ACCOUNTS = 12;
  private static final int SUBMISSIONS = 2;
  private static final int BACK = 12;

  private final Random random;
  private final List<List<Event>> submitted = List.of(new ArrayList<>(), new ArrayList<>());
  private long lastId = 1_000;

  RandomEvents(Random random) {
    this.random = random;
  }

  /// The next ones, in their order.
  List<Event> next() {
    if (random.nextInt(25) == 0) {
      List<Event> all = submitted.get(random.nextInt(SUBMISSIONS));
      return List.copyOf(
          all.subList(Math.max(0, all.size() - 1 - random.nextInt(BACK)), all.size()));
    }
    int submission = random.nextInt(2 * SUBMISSIONS);
    if (submission >= SUBMISSIONS) {
      return List.of(event(null));
    }
    List<Event> all = submitted.get(submission);
    Event event = event(new Origin(submission, all.size()));
    all.add(event);
    return List.of(event);
  }

  private Event event(@Nullable Origin origin) {
    return switch (random.nextInt(10)) {
      case 0 -> Events.account(account(), "user" + random.nextInt(ACCOUNTS), "call" + lastId);
      case 1 -> {
        long id = anyId();
        yield new PostEdited(PostTarget.of(id), author(id), Feed.TIME, content(), origin);
      }
      case 2 -> {
        long id = anyId();
        yield new PostDeleted(PostTarget.of(id), author(id), Feed.TIME, origin);
      }
      case 3, 4 -> new Followed(100 + account(), account(), Feed.TIME, origin);
      case 5 -> new Unfollowed(100 + account(), account(), Feed.TIME, origin);
      case 6 -> {
        long id = anyId();
        yield new Reacted(
            ++lastId, account(), Reaction.LIKE, new PostRef(id, author(id)), Feed.TIME, origin);
      }
      default -> {
        lastId += 1 + random.nextInt(3);
        yield new PostPublished(
            lastId,
            author(lastId),
            Feed.TIME,
            content(),
            Visibility.PUBLIC,
            null,
            null,
            random.nextInt(5) == 0 ? "k" + random.nextInt(20) : null,
            origin);
      }
    };
  }

  private long account() {
    return 1L + random.nextInt(ACCOUNTS);
  }

  private long anyId() {
    return lastId - random.nextInt(20);
  }

  private static long author(long id) {
    return 1 + id % ACCOUNTS;
  }

  private PostContent content() {
    return Events.content("text" + random.nextInt(50));
  }
}
