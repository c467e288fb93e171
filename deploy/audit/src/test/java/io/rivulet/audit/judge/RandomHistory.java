package io.rivulet.audit.judge;

import static io.rivulet.audit.model.History.NOW;

import io.rivulet.audit.model.History;
import io.rivulet.audit.model.ReferenceModel;
import io.rivulet.event.PostTarget;
import io.rivulet.event.Visibility;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Some accounts that do everything to each other.
final class RandomHistory {
  static final int ACCOUNTS = 6;

  private static final List<Visibility> VISIBILITIES = List.of(Visibility.values());

  private record Original(long id, long author) {}

  private final Random random;
  private final History history;
  private final ReferenceModel model;
  private final List<Original> originals = new ArrayList<>();
  private long lastId = 1_000;

  RandomHistory(Random random, History history, ReferenceModel model) {
    this.random = random;
    this.history = history;
    this.model = model;
  }

  void steps(int count) {
    for (int i = 0; i < count; i++) {
      step();
    }
  }

  private void step() {
    long actor = account();
    long other = (actor + random.nextInt(ACCOUNTS - 1)) % ACCOUNTS + 1;
    switch (random.nextInt(20)) {
      case 0, 1, 2, 3, 4 -> publish(actor);
      case 5, 6 -> reply(actor);
      case 7, 8, 9, 10 -> boost(actor);
      case 11 -> delete();
      case 12 -> edit();
      case 13 ->
          history.mute(actor, other, random.nextBoolean() ? null : NOW + random.nextInt(3) - 1);
      case 14 -> history.unmute(actor, other);
      case 15 -> block(actor, other);
      case 16 -> request(actor, other);
      case 17 -> history.unfollow(actor, other);
      case 18 -> history.follow(actor, other, random.nextBoolean());
      default -> history.follow(actor, other);
    }
  }

  private long account() {
    return random.nextInt(ACCOUNTS) + 1L;
  }

  private long next() {
    lastId += 1 + random.nextInt(3);
    return lastId;
  }

  private void publish(long author) {
    Visibility visibility = VISIBILITIES.get(random.nextInt(VISIBILITIES.size()));
    long id = next();
    if (random.nextInt(3) == 0) {
      history.post(id, author, visibility, account());
    } else {
      history.post(id, author, visibility);
    }
    originals.add(new Original(id, author));
  }

  private void reply(long author) {
    if (!originals.isEmpty()) {
      Original answered = any();
      long id = next();
      history.reply(id, author, answered.id(), answered.author());
      originals.add(new Original(id, author));
    }
  }

  private void boost(long author) {
    if (!originals.isEmpty()) {
      Original boosted = any();
      history.boost(next(), author, boosted.id(), boosted.author());
    }
  }

  private Original any() {
    return originals.get(Math.max(0, originals.size() - 1 - random.nextInt(30)));
  }

  private void delete() {
    if (!originals.isEmpty() && random.nextInt(3) == 0) {
      Original gone = any();
      history.delete(gone.author(), gone.id());
    }
  }

  private void edit() {
    if (!originals.isEmpty()) {
      Original edited = any();
      history.edit(edited.author(), PostTarget.of(edited.id()), NOW + lastId, account());
    }
  }

  private void block(long actor, long other) {
    boolean blocks = model.blocking(actor).contains(other);
    if (blocks) {
      history.unblock(actor, other).unfollow(other, actor);
    } else if (random.nextInt(4) > 0) {
      history.block(actor, other).unfollow(other, actor);
    } else {
      // As if the other side had followed again at once.
      history.block(actor, other);
    }
  }

  private void request(long viewer, long target) {
    history.request(viewer, target, random.nextBoolean() ? null : random.nextBoolean());
    if (random.nextBoolean()) {
      history.accept(viewer, target);
    } else {
      history.reject(viewer, target);
    }
  }
}
