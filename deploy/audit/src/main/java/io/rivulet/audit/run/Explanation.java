package io.rivulet.audit.run;

import io.rivulet.audit.AuditException;
import io.rivulet.audit.model.ReferenceModel;
import io.rivulet.audit.model.Rule;
import io.rivulet.audit.model.Verdict;
import io.rivulet.audit.served.HomeReader;
import io.rivulet.audit.served.ServedHome;
import io.rivulet.audit.stored.StoredAccount;
import io.rivulet.audit.stored.StoredAccounts;
import io.rivulet.audit.stored.StoredHome;
import io.rivulet.audit.stored.StoredRelations;
import io.rivulet.event.AccountRef;
import io.rivulet.event.AccountUpdated;
import io.rivulet.event.InvalidEventException;
import io.rivulet.event.Usernames;
import io.rivulet.id.Ids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Why an entry is, or is not, in a home timeline: what Kafka says, what Redis holds, what is
/// served.
public final class Explanation {
  private final AuditTarget target;
  private final AuditSettings settings;
  private final Consumer<String> progress;

  public Explanation(AuditTarget target, AuditSettings settings, Consumer<String> progress) {
    this.target = target;
    this.settings = settings;
    this.progress = progress;
  }

  /// The explanation, line by line.
  ///
  /// @param account `@name`, a name or an id
  /// @throws AuditException if there is no such account, or something could not be read
  public List<String> of(String account, long post) {
    try (Truth truth = new Truth(target, settings, progress);
        StoredAccounts stored = new StoredAccounts(target.redis())) {
      progress.accept("reading posts, relations and accounts from the beginning");
      truth.settle();
      AccountUpdated viewer = account(truth.model(), account);
      Verdict verdict = truth.model().explain(viewer.id(), post, System.currentTimeMillis());
      StoredAccount inRedis = stored.read(viewer.id());
      ServedHome served = new HomeReader(target.address(), target.tokens()).one(viewer.id(), post);
      List<String> lines = new ArrayList<>();
      lines.add(
          "post %d, home timeline of @%s (%d)".formatted(post, viewer.username(), viewer.id()));
      lines.add("by Kafka   " + (verdict.shown() ? "in it: " : "not in it: ") + reason(verdict));
      verdict.because().forEach(fact -> lines.add("             " + fact));
      lines.add("in Redis   " + path(truth.model(), verdict, inRedis, post));
      lines.add("served     " + servedAs(served));
      lines.add(conclusion(verdict.shown(), !served.entries().isEmpty()));
      return lines;
    }
  }

  private static AccountUpdated account(ReferenceModel model, String text) {
    long id = Ids.parse(text);
    String name = id > 0 ? "" : name(text);
    return model.accounts().stream()
        .filter(
            account ->
                id > 0 ? account.id() == id : Usernames.fold(account.username()).equals(name))
        .findFirst()
        .orElseThrow(() -> new AuditException("no account " + text));
  }

  private static String name(String text) {
    try {
      String name = text.startsWith("@") ? text : "@" + text;
      return Usernames.fold(AccountRef.parse(name).toString().substring(1));
    } catch (InvalidEventException e) {
      throw new AuditException("no account " + text, e);
    }
  }

  static String reason(Verdict verdict) {
    return switch (verdict.rule()) {
      case NOT_PUBLISHED -> "nothing was ever published under this id";
      case DELETED -> "it is deleted, or what it boosts is";
      case NOT_FOLLOWED -> "its author is not followed";
      case NOT_RECENT ->
          "its author has published %d entries since".formatted(ReferenceModel.RECENT);
      case OWN -> "the viewer's own, or an answer to him";
      case VISIBILITY -> "it is for others: followers of its author, or who is mentioned";
      case BLOCK -> "somebody in it is blocked, or blocks the viewer";
      case MUTE -> "its author, or who is boosted, is muted";
      case BOOSTS_HIDDEN -> "boosts of this author are hidden";
      case REPLY -> "it answers somebody who is not followed";
      case REPEATED_BOOST ->
          "one of the %d next-older entries shows the same post"
              .formatted(ReferenceModel.REPEATED_WITHIN);
      case SHOWN -> "its author is followed and no rule hides it";
    };
  }

  /// What the timeline in Redis has to do with it.
  static String path(ReferenceModel model, Verdict verdict, StoredAccount stored, long post) {
    StoredHome home = StoredHome.of(stored.home());
    if (home == null) {
      return "no home timeline: the next read rebuilds it";
    }
    if (!home.well()) {
      return "the home timeline is broken: the next read rebuilds it";
    }
    if (!home.complete()) {
      return "the home timeline is being rebuilt";
    }
    StoredRelations relations = StoredRelations.of(stored.relations());
    boolean pulled = relations != null && relations.pulled().contains(model.author(post));
    return complete(home, verdict, post, pulled);
  }

  private static String complete(StoredHome home, Verdict verdict, long post, boolean pulled) {
    String filtered = verdict.shown() ? "" : ", filtered by " + verdict.rule();
    if (home.ids().contains(post)) {
      boolean pushed = Ids.time(post).toEpochMilli() > home.completedAt();
      return (pushed ? "pushed into the timeline" : "put into the timeline by its rebuild")
          + since(home.completedAt())
          + filtered;
    }
    if (post <= home.floor()) {
      return "trimmed: at the floor, %d, or below; read from author timelines%s"
          .formatted(home.floor(), filtered);
    }
    if (pulled) {
      return "pulled from the timeline of its author, who is a large one" + filtered;
    }
    return verdict.shown() || expected(verdict.rule())
        ? "not in the timeline, and should be"
        : "not in the timeline";
  }

  /// Whether an entry is in timelines though it is not shown.
  private static boolean expected(Rule rule) {
    return switch (rule) {
      case NOT_PUBLISHED, DELETED, NOT_FOLLOWED, NOT_RECENT, VISIBILITY -> false;
      case OWN, BLOCK, MUTE, BOOSTS_HIDDEN, REPLY, REPEATED_BOOST, SHOWN -> true;
    };
  }

  private static String since(long completedAt) {
    return " of " + Instant.ofEpochMilli(completedAt);
  }

  private static String servedAs(ServedHome served) {
    return served.entries().isEmpty()
        ? "no"
        : "yes" + (served.sources().total() == 0 ? "" : ", " + way(served));
  }

  private static @Nullable String way(ServedHome served) {
    if (served.sources().pushed() > 0) {
      return "as pushed";
    }
    if (served.sources().pulled() > 0) {
      return "as pulled";
    }
    return served.sources().rebuilt() > 0 ? "as rebuilt" : "as merged below the floor";
  }

  private static String conclusion(boolean expected, boolean served) {
    if (expected == served) {
      return "as it must be";
    }
    return expected
        ? "WRONG: it must be served, unless something changed just now"
        : "WRONG: it must not be served, unless something changed just now";
  }
}
