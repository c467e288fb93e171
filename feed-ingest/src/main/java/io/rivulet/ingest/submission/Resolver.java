package io.rivulet.ingest.submission;

import io.rivulet.account.CorruptAccountException;
import io.rivulet.event.AccountRef;
import io.rivulet.event.PostRef;
import io.rivulet.event.PostTarget;
import io.rivulet.ingest.account.ServedAccount;
import io.rivulet.ingest.known.KnownAccounts;
import io.rivulet.ingest.known.KnownPosts;
import io.rivulet.ingest.known.Names;
import io.rivulet.ingest.status.IdempotencyKeys;
import io.rivulet.ingest.submission.RejectedException.Reason;
import io.rivulet.post.PostBody;
import java.util.Optional;
import java.util.OptionalLong;

/// Finds the accounts and posts that a submission names.
final class Resolver {
  /// The one key under which an account may be noted.
  private static final String LOCKED = "locked";

  private final KnownAccounts accounts;
  private final KnownPosts posts;
  private final Names names;
  private final IdempotencyKeys clientKeys;
  private final IdempotencyKeys locked;

  /// @param locked remembers accounts that were locked by a submission
  Resolver(
      KnownAccounts accounts,
      KnownPosts posts,
      Names names,
      IdempotencyKeys clientKeys,
      IdempotencyKeys locked) {
    this.accounts = accounts;
    this.posts = posts;
    this.names = names;
    this.clientKeys = clientKeys;
    this.locked = locked;
  }

  /// The id of an account, or a rejection for the given reason.
  long account(AccountRef ref, Reason otherwise) throws RejectedException {
    return find(ref, otherwise)
        .orElseThrow(() -> new RejectedException(otherwise, "no account " + ref));
  }

  private OptionalLong find(AccountRef ref, Reason otherwise) throws RejectedException {
    try {
      return switch (ref) {
        case AccountRef.ById byId ->
            accounts.isKnown(byId.id()) ? OptionalLong.of(byId.id()) : OptionalLong.empty();
        case AccountRef.ByName byName -> names.find(byName.username());
      };
    } catch (CorruptAccountException e) {
      throw new RejectedException(otherwise, ref + ": " + e.getMessage());
    }
  }

  /// Whether an account wants to approve its followers. Of one that the fan-out has not written yet
  /// its own submission said so.
  boolean locked(long account) {
    return accounts
        .find(account)
        .map(ServedAccount::isLocked)
        .orElseGet(() -> locked.find(account, LOCKED).isPresent());
  }

  /// Lets later submissions know whether an account is locked.
  void rememberLocked(long account, boolean isLocked) {
    if (isLocked) {
      locked.claim(account, LOCKED, account);
    } else {
      locked.release(account, LOCKED, account);
    }
  }

  /// Lets later submissions name a post by its client key.
  void remember(long author, String clientKey, long id) {
    clientKeys.claim(author, clientKey, id);
  }

  /// The post that a reply answers; of a boost, its original.
  PostRef replied(long author, PostTarget target) throws RejectedException {
    return seen(author, target);
  }

  /// The post that a boost boosts.
  PostRef boosted(long author, PostTarget target) throws RejectedException {
    PostRef original = seen(author, target);
    if (!posts.mayBoost(author, visible(author, original.id()))) {
      throw new RejectedException(
          Reason.NOT_BOOSTABLE, "post " + original.id() + " is not for " + author + " to boost");
    }
    return original;
  }

  private PostRef seen(long author, PostTarget target) throws RejectedException {
    long id =
        switch (target) {
          case PostTarget.ByClientKey byKey -> claimed(author, byKey.clientKey());
          case PostTarget.ById byId -> byId.id();
        };
    PostBody body = visible(author, id);
    return body.boost()
        ? new PostRef(body.boostOf(), visible(author, body.boostOf()).author())
        : new PostRef(id, body.author());
  }

  /// The post that has a client key. The key alone does not prove it: the fan-out, which remembers
  /// keys for longer, may have taken the post for a repetition, and then its id never is a post.
  private long claimed(long author, String clientKey) throws RejectedException {
    String post = "with client key " + clientKey;
    long id = clientKeys.find(author, clientKey).orElseThrow(() -> unknown(post));
    if (posts.find(id).isEmpty()) {
      throw new NotYetKnownException(Reason.UNKNOWN_POST, "no body of post " + id + " " + post);
    }
    return id;
  }

  private PostBody visible(long viewer, long id) throws RejectedException {
    return posts.findVisible(viewer, id).orElseThrow(() -> unknown(Long.toString(id)));
  }

  /// Refuses a target that is known to be somebody else's. One that is not known is passed on: the
  /// fan-out, which knows all, ignores it if it is another's.
  void requireOwn(long author, PostTarget target) throws RejectedException {
    if (target instanceof PostTarget.ById(long id)) {
      Optional<PostBody> body = posts.find(id);
      if (body.isPresent() && body.get().author() != author) {
        throw new RejectedException(
            Reason.FOREIGN_POST, "post " + id + " is of account " + body.get().author());
      }
    }
  }

  private static RejectedException unknown(String post) {
    return new RejectedException(Reason.UNKNOWN_POST, "no post " + post);
  }
}
