package io.rivulet.audit.run;

import io.rivulet.audit.AuditException;
import io.rivulet.audit.judge.Difference;
import io.rivulet.audit.judge.Judge;
import io.rivulet.audit.judge.Stretch;
import io.rivulet.audit.served.HomeReader;
import io.rivulet.audit.served.ServedHome;
import io.rivulet.audit.stored.Flaw;
import io.rivulet.audit.stored.Inspection;
import io.rivulet.audit.stored.StoredAccount;
import io.rivulet.audit.stored.StoredAccounts;
import io.rivulet.event.AccountUpdated;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Audits a system that may be at work.
///
/// Accounts are taken chunk by chunk. For each chunk the model is brought to where Kafka ends now,
/// the fan-out is waited for, the timelines are read, and the model is led over whatever came
/// meanwhile: what is served must be what it was at some moment of that stretch. Records of several
/// partitions may take effect in another order than the model is led over them, and a page may be
/// older than the next; so an account that differs and did not stand still is read again.
public final class Auditor {
  private static final int ATTEMPTS = 4;
  private static final int CHUNK_AGAIN = 4;

  private final AuditTarget target;
  private final AuditSettings settings;
  private final Consumer<String> progress;
  private final Clock clock = Clock.systemUTC();
  private final HomeReader reader;

  public Auditor(AuditTarget target, AuditSettings settings, Consumer<String> progress) {
    this.target = target;
    this.settings = settings;
    this.progress = progress;
    this.reader = new HomeReader(target.address(), target.tokens());
  }

  /// What was seen of an account.
  private record Seen(ServedHome served, @Nullable StoredAccount stored) {}

  /// Audits.
  ///
  /// @throws AuditException if it could not be done
  public AuditReport audit(Selection selection) {
    try (Truth truth = new Truth(target, settings, progress);
        StoredAccounts stored = new StoredAccounts(target.redis())) {
      List<Long> accounts = accounts(truth, selection);
      AuditReport report = new AuditReport();
      List<Long> unsettled = new ArrayList<>();
      for (List<Long> chunk : chunks(accounts, settings.chunk())) {
        unsettled.addAll(chunk(truth, stored, chunk, report, false));
        progress.accept(
            "%d of %d accounts, %d entries"
                .formatted(report.accounts(), accounts.size(), report.entries()));
      }
      for (int attempt = 2; attempt <= ATTEMPTS && !unsettled.isEmpty(); attempt++) {
        progress.accept(unsettled.size() + " accounts changed while they were read: once more");
        List<Long> left = new ArrayList<>();
        for (List<Long> chunk : chunks(unsettled, CHUNK_AGAIN)) {
          left.addAll(chunk(truth, stored, chunk, report, attempt == ATTEMPTS));
        }
        unsettled = left;
      }
      return report;
    }
  }

  private List<Long> accounts(Truth truth, Selection selection) {
    progress.accept("reading posts, relations and accounts from the beginning");
    truth.readToTheEnd();
    List<Long> all = truth.model().accounts().stream().map(AccountUpdated::id).toList();
    progress.accept(
        "%d records, %d of them poison; %d accounts"
            .formatted(truth.records(), truth.poison(), all.size()));
    if (all.isEmpty()) {
      throw new AuditException("there are no accounts");
    }
    return selection.of(all);
  }

  private static List<List<Long>> chunks(List<Long> accounts, int size) {
    List<List<Long>> chunks = new ArrayList<>();
    for (int from = 0; from < accounts.size(); from += size) {
      chunks.add(accounts.subList(from, Math.min(accounts.size(), from + size)));
    }
    return chunks;
  }

  /// Audits some accounts and returns those on which nothing can be said yet.
  private List<Long> chunk(
      Truth truth, StoredAccounts stored, List<Long> accounts, AuditReport report, boolean last) {
    truth.settle();
    long begin = clock.millis();
    Map<Long, Seen> seen = see(stored, accounts);
    Stretch stretch = truth.stretch(accounts, begin, clock.millis());
    List<Long> unsettled = new ArrayList<>();
    seen.forEach(
        (account, found) -> {
          List<Difference> differences =
              Judge.differences(stretch, account, found.served().entries());
          List<Flaw> flaws =
              found.stored() == null
                  ? List.of()
                  : Inspection.flaws(truth.model(), stretch, found.stored());
          boolean clean = differences.isEmpty() && flaws.isEmpty();
          if (!clean && !last && !stretch.of(account).still()) {
            unsettled.add(account);
            report.readAgain();
          } else {
            report.account(found.served());
            report.flaws(flaws);
            differences.forEach(difference -> add(truth, stretch, difference, report));
          }
        });
    return unsettled;
  }

  private static void add(Truth truth, Stretch stretch, Difference difference, AuditReport report) {
    report.difference(difference);
    if (report.roomForFinding()) {
      report.finding(
          new Finding(
              difference,
              truth.model().explain(difference.account(), difference.post(), stretch.end())));
    }
  }

  /// Redis is looked at first, since a reader puts right what he finds broken.
  private Map<Long, Seen> see(StoredAccounts stored, List<Long> accounts) {
    Map<Long, @Nullable StoredAccount> inRedis = new LinkedHashMap<>();
    accounts.forEach(
        account -> inRedis.put(account, settings.deep() ? stored.read(account) : null));
    Map<Long, Seen> seen = new LinkedHashMap<>();
    concurrently(accounts, reader::all)
        .forEach((account, served) -> seen.put(account, new Seen(served, inRedis.get(account))));
    return seen;
  }

  /// Reads the first page of accounts, so that their timelines exist and what is published from now
  /// on is delivered to them. Returns how many.
  public int prepare(Selection selection) {
    try (Truth truth = new Truth(target, settings, progress)) {
      List<Long> accounts = accounts(truth, selection);
      concurrently(accounts, reader::newest);
      return accounts.size();
    }
  }

  private interface Reading {
    ServedHome of(long account);
  }

  private Map<Long, ServedHome> concurrently(List<Long> accounts, Reading reading) {
    Semaphore readers = new Semaphore(settings.readers());
    Map<Long, Future<ServedHome>> asked = new LinkedHashMap<>();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (long account : accounts) {
        Callable<ServedHome> read =
            () -> {
              readers.acquire();
              try {
                return reading.of(account);
              } finally {
                readers.release();
              }
            };
        asked.put(account, executor.submit(read));
      }
    }
    Map<Long, ServedHome> answers = new LinkedHashMap<>();
    asked.forEach((account, answer) -> answers.put(account, answer(answer)));
    return answers;
  }

  private static ServedHome answer(Future<ServedHome> answer) {
    try {
      return Objects.requireNonNull(answer.get());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AuditException reason) {
        throw reason;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AuditException("interrupted", e);
    }
  }
}
