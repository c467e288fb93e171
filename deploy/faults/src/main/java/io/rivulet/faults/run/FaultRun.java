package io.rivulet.faults.run;

import io.rivulet.audit.AuditException;
import io.rivulet.audit.run.AuditReport;
import io.rivulet.audit.run.AuditSettings;
import io.rivulet.audit.run.AuditTarget;
import io.rivulet.audit.run.Auditor;
import io.rivulet.audit.run.Selection;
import io.rivulet.faults.fault.Breaker;
import io.rivulet.faults.fault.Fault;
import io.rivulet.faults.fault.FaultKind;
import io.rivulet.faults.fault.Need;
import io.rivulet.faults.fault.Schedule;
import io.rivulet.faults.net.LoopbackNetwork;
import io.rivulet.faults.net.Namespaces;
import io.rivulet.faults.net.Network;
import io.rivulet.faults.system.Installation;
import io.rivulet.faults.system.Part;
import io.rivulet.faults.system.Role;
import io.rivulet.faults.traffic.Crowd;
import io.rivulet.faults.traffic.Entrances;
import io.rivulet.faults.traffic.Ledger;
import io.rivulet.faults.traffic.Probes;
import io.rivulet.faults.traffic.Traffic;
import io.rivulet.local.LocalException;
import io.rivulet.local.Reporter;
import io.rivulet.servers.DataFolder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// One run: the system is started and put under load, faults come one after the other, each ends by
/// itself and recovery from it is awaited, and at the end everything is audited.
///
/// [#run()] may be ended at any moment by [#close()] from another thread, such as a signal's; when
/// that returns no process, namespace or mount is left.
final class FaultRun implements AutoCloseable {
  /// Of a probe's publishing and delivery each, with which all counts as well again.
  private static final Duration WELL = Duration.ofSeconds(2);

  private static final Duration LOOK_EVERY = Duration.ofMillis(200);
  private static final Duration CALM = Duration.ofSeconds(15);
  private static final Duration BETWEEN = Duration.ofSeconds(4);
  private static final Duration RECOVERY_BOUND = Duration.ofMinutes(2);
  private static final Duration LOAD_BOUND = Duration.ofMinutes(5);
  private static final Duration AUDIT_PATIENCE = Duration.ofMinutes(3);

  private final FaultSettings settings;
  private final Reporter reporter;
  private final DataFolder folder;
  private final Network network;
  private final Installation installation;
  private final List<FaultKind> kinds;
  private final Surroundings surroundings;
  private final Ledger ledger = new Ledger();
  private final List<Outcome> outcomes = new ArrayList<>();
  private final List<String> facts = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private boolean closed;

  FaultRun(FaultSettings settings, Reporter reporter) {
    this.settings = settings;
    this.reporter = reporter;
    List<String> leftOut = new ArrayList<>();
    this.kinds = possible(settings.kinds(), leftOut);
    boolean mounts = Need.MOUNTS.obstacle().isEmpty();
    String source = "rivulet-faults-" + settings.prefix();
    if (mounts) {
      Installation.removeLeftovers(source);
    }
    this.folder = DataFolder.open(settings.data(), "faults");
    this.network = network();
    this.installation = new Installation(network, folder.path(), source, mounts, reporter);
    this.surroundings = new Surroundings(settings.seed(), hosts(), leftOut);
  }

  /// The kinds that this machine can have; of the others it is noted why not.
  private static List<FaultKind> possible(List<FaultKind> asked, List<String> leftOut) {
    List<FaultKind> possible = new ArrayList<>();
    for (FaultKind kind : asked) {
      Optional<String> obstacle = kind.need().obstacle();
      if (obstacle.isEmpty()) {
        possible.add(kind);
      } else {
        leftOut.add("%s, since %s".formatted(kind.title(), obstacle.get()));
      }
    }
    return possible;
  }

  private String hosts() {
    return network.describe() + Namespaces.obstacle().map(why -> ", since " + why).orElse("");
  }

  private Network network() {
    return Namespaces.obstacle().isPresent()
        ? new LoopbackNetwork()
        : Namespaces.open(settings.prefix(), Installation.hosts(), settings.seed());
  }

  /// Carries everything out.
  ///
  /// @throws LocalException if the run could not be made, or was ended
  FaultReport run() throws InterruptedException {
    surroundings.lines().forEach(reporter::say);
    installation.start();
    var entrances =
        new Entrances(installation.urls(Role.READER), installation.urls(Role.INGEST), ledger);
    reporter.say("creating accounts and follows");
    Crowd crowd = Crowd.settle(entrances, installation.tokens(), settings.crowd(), settings.seed());
    Auditor auditor = new Auditor(target(), auditSettings(), line -> reporter.say("  " + line));
    var _ = auditor.prepare(Selection.ALL);
    long began = System.nanoTime();
    Latency calm;
    Latency during;
    Duration loaded;
    Traffic traffic = traffic(entrances);
    try (var probes = new Probes(entrances, installation.tokens(), crowd.pairs())) {
      probes.start();
      CompletableFuture<Void> load = traffic.start();
      reporter.say(
          "load of %d acts a second; calm for %d s".formatted(settings.rate(), CALM.toSeconds()));
      Thread.sleep(CALM);
      calm = Latency.of(probes.since(began));
      reporter.say("before the first fault: " + calm.text());
      long first = System.nanoTime();
      breakThings(probes);
      during = Latency.of(probes.since(first));
      traffic.stop();
      loaded = Duration.ofNanos(System.nanoTime() - began);
      await(load);
    }
    judgeLoad(traffic, loaded);
    judge(auditor);
    return new FaultReport(surroundings, calm, outcomes, during, facts, problems);
  }

  private AuditTarget target() {
    return new AuditTarget(
        installation.urls(Role.READER).getFirst(),
        installation.kafkaServers(),
        installation.redisUri(),
        AuditTarget.GROUP,
        installation.tokens()::of);
  }

  private static AuditSettings auditSettings() {
    return AuditSettings.DEFAULT.withDeep(true).withPatience(AUDIT_PATIENCE);
  }

  private Traffic traffic(Entrances entrances) {
    return new Traffic(
        installation.kafkaServers(),
        entrances,
        installation.tokens(),
        ledger,
        new Traffic.Plan(CALM.plus(settings.length()), settings.rate(), settings.seed()));
  }

  private void breakThings(Probes probes) throws InterruptedException {
    var breaker = new Breaker(installation, network);
    long began = System.nanoTime();
    if (settings.rolling()) {
      for (Part part : installation.parts()) {
        happen(Outcome.RESTART, new Fault.Restarted(part.name()), breaker, probes, began);
      }
      return;
    }
    var schedule = new Schedule(kinds, installation, settings.seed());
    // Each kind comes once before one comes again.
    for (int happened = 0;
        happened < kinds.size() || System.nanoTime() - began < settings.length().toNanos();
        happened++) {
      Schedule.Drawn next = schedule.next();
      happen(next.kind().title(), next.fault(), breaker, probes, began);
      Thread.sleep(BETWEEN);
    }
  }

  private void happen(String kind, Fault fault, Breaker breaker, Probes probes, long began)
      throws InterruptedException {
    long happened = System.nanoTime();
    reporter.say("%6.1f s  %s".formatted((happened - began) / 1e9, fault.title()));
    breaker.begin(fault);
    Thread.sleep(fault.length());
    breaker.end(fault);
    long ended = System.nanoTime();
    Outcome.Recovery recovery = awaitWell(breaker, probes, ended);
    List<Probes.Sample> meanwhile = probes.since(happened);
    var outcome =
        new Outcome(
            kind,
            fault.title(),
            new Outcome.Span(
                Duration.ofNanos(happened - began), Duration.ofNanos(ended - happened)),
            recovery,
            Latency.of(meanwhile),
            longest(meanwhile.stream().map(Probes.Sample::publishing).toList()));
    outcomes.add(outcome);
    if (recovery.well().isEmpty()) {
      problems.add(
          "not well %d s after: %s; ailing: %s"
              .formatted(RECOVERY_BOUND.toSeconds(), fault.title(), installation.ailing()));
    }
    reporter.say(
        "          ready after %s s, well after %s s (last: %s); %s; longest publishing %s s"
            .formatted(
                FaultReport.seconds(recovery.ready()),
                FaultReport.seconds(recovery.well()),
                recovery.last(),
                outcome.delivery().text(),
                FaultReport.seconds(outcome.publishing())));
  }

  private static Duration longest(List<Duration> times) {
    return times.stream().max(Duration::compareTo).orElse(Duration.ZERO);
  }

  private Outcome.Recovery awaitWell(Breaker breaker, Probes probes, long ended)
      throws InterruptedException {
    long deadline = System.nanoTime() + RECOVERY_BOUND.toNanos();
    Optional<Long> ready = Optional.empty();
    String last = "nothing";
    while (System.nanoTime() < deadline) {
      breaker.revive();
      List<String> ailing = installation.ailing();
      if (!ailing.isEmpty()) {
        ready = Optional.empty();
        last = String.join(", ", ailing);
      } else if (ready.isEmpty()) {
        ready = Optional.of(System.nanoTime());
      }
      Optional<Long> delivered = probes.wellSince(ended, WELL);
      if (ready.isPresent() && delivered.isPresent()) {
        long well = Math.max(ready.get(), delivered.get());
        return new Outcome.Recovery(
            Optional.of(Duration.ofNanos(ready.get() - ended)),
            Optional.of(Duration.ofNanos(well - ended)),
            last);
      }
      if (ready.isPresent()) {
        last = "posts";
      }
      Thread.sleep(LOOK_EVERY);
    }
    return new Outcome.Recovery(
        ready.map(moment -> Duration.ofNanos(moment - ended)), Optional.empty(), last);
  }

  private void await(CompletableFuture<Void> load) throws InterruptedException {
    reporter.say("waiting for the load to get through");
    try {
      var _ = load.get(LOAD_BOUND.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException _) {
      problems.add("the load was not through %d s later".formatted(LOAD_BOUND.toSeconds()));
    } catch (ExecutionException e) {
      problems.add("the load failed: " + e.getCause());
    }
  }

  private void judgeLoad(Traffic traffic, Duration loaded) {
    traffic.breaks().forEach(reason -> facts.add("load broke off: " + reason));
    long planned = loaded.toMillis() * settings.rate() / 1_000;
    var verdict = new LoadVerdict(traffic.reports(), traffic.breaks().size(), planned);
    facts.addAll(verdict.facts());
    problems.addAll(verdict.problems(settings.rolling()));
  }

  private void judge(Auditor auditor) {
    reporter.say("auditing");
    var verdict =
        KafkaVerdict.of(installation.kafkaServers(), ledger.posts(), ledger.submissions());
    facts.add(
        "%d posts answered with 200 and %d submissions looked for in Kafka, which has %d posts"
            .formatted(ledger.posts().size(), ledger.submissions().size(), verdict.posts()));
    problems.addAll(verdict.problems());
    try {
      AuditReport report = auditor.audit(Selection.ALL);
      facts.addAll(report.lines(true));
      if (!report.clean()) {
        problems.add("the audit found what differs from what Kafka says");
      }
    } catch (AuditException e) {
      problems.add("no audit was possible: " + e.getMessage());
    }
  }

  /// May be called twice, by the run's own end and by a signal's.
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    installation.close();
    network.close();
    folder.close();
  }
}
