package io.rivulet.fuzz;

import io.rivulet.local.Instance;
import io.rivulet.local.LocalRun;
import io.rivulet.local.LocalSettings;
import io.rivulet.local.LocalTokens;
import io.rivulet.servers.LoopbackPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A system of its own, all its processes, with the heap of a local run (256 MB each, and an end at
/// the first allocation that fails), to which odd things are sent.
public final class Fuzzer implements AutoCloseable {
  private static final List<String> SERVICES =
      List.of("feed-ingest", "feed-fanout", "feed-reader", "login");
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String TASK_FAILED = "TaskServlet: Error running ";

  private final Consumer<String> reporter;
  private final ConcurrentLinkedQueue<String> said = new ConcurrentLinkedQueue<>();
  private final Map<String, Integer> seenLines = new HashMap<>();
  private final LocalRun run;
  private final Instance instance;
  private final People people;
  private final Wire wire;

  /// Starts the system.
  public Fuzzer(Consumer<String> reporter) {
    this.reporter = reporter;
    run = new LocalRun(new LocalSettings(Optional.empty(), LoopbackPort.free(), 8), this::say);
    try {
      instance = run.start();
      people = new People(instance.address(), LocalTokens.existing(run.data()));
      wire = new Wire(addresses());
      if (!Log.await(PATIENCE, () -> people.found("Something", people.value("post")))) {
        throw new IllegalStateException("the index finds nothing");
      }
    } catch (RuntimeException e) {
      run.close();
      throw e;
    }
  }

  private void say(String line) {
    said.add(line);
    reporter.accept(line);
  }

  private Map<Shot.Target, URI> addresses() {
    Map<Shot.Target, URI> addresses = new EnumMap<>(Shot.Target.class);
    for (Shot.Target target : Shot.Target.values()) {
      addresses.put(target, URI.create(address(target)));
    }
    return addresses;
  }

  private String address(Shot.Target target) {
    if (target == Shot.Target.DOOR) {
      return instance.address();
    }
    Map<String, String> ports = target.isAdmin() ? instance.admin() : instance.services();
    return String.valueOf(ports.get(target.title));
  }

  /// Tries the doors one after the other.
  public List<Outcome> run(FuzzSettings settings) {
    List<Outcome> outcomes = new ArrayList<>();
    for (Door door : settings.doors()) {
      reporter.accept(
          "%s for %d s, seed %d …"
              .formatted(door.title(), settings.time().toSeconds(), settings.seed()));
      Findings findings = new Findings(door, settings.seed());
      said.clear();
      people.begin();
      run(door, settings.time(), findings);
      requireLife(findings);
      findings
          .outcome()
          .shortcomings(settings.time())
          .forEach(shortcoming -> findings.add(0, shortcoming, "seed"));
      Outcome outcome = findings.outcome();
      reporter.accept(outcome.toString());
      outcomes.add(outcome);
    }
    return outcomes;
  }

  private void run(Door door, Duration time, Findings findings) {
    switch (door) {
      case SUBMISSIONS -> {
        try (Log log = new Log(instance.kafka())) {
          new SubmissionsDoor(log, people, findings).run(time);
        }
      }
      case DELIVERIES -> {
        new CodecDoor(findings).run(time.dividedBy(2));
        try (Log log = new Log(instance.kafka())) {
          new TopicsDoor(log, people, findings).run(time.dividedBy(2));
        }
      }
      case BODIES, CURSORS, TOKENS, HEADERS -> new HttpDoor(door, wire, people, findings).run(time);
    }
  }

  /// After all that: no process has died, none has logged a fault, and a post still gets to where
  /// it belongs.
  private void requireLife(Findings findings) {
    for (String line : said) {
      findings.add(0, new Fault("a process died", line), "seed");
    }
    for (String service : SERVICES) {
      String fault = loggedFault(service);
      if (fault != null) {
        findings.add(0, new Fault(service + " logged a fault", fault), "seed");
      }
    }
    people.begin();
    String post = people.publish("Still alive");
    if (!Log.await(PATIENCE, () -> people.delivered(post))) {
      findings.add(0, new Fault("dead", "a post after all is not delivered"), "seed");
    }
  }

  /// The first line of level ERROR since the last door, null if there is none. What a task of an
  /// admin port says of itself is for whoever asked for it.
  private @Nullable String loggedFault(String service) {
    Path log = run.data().resolve(service).resolve(service + ".log");
    try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
      List<String> all = lines.toList();
      int seen = seenLines.getOrDefault(service, 0);
      seenLines.put(service, all.size());
      List<String> fresh = all.subList(Math.min(seen, all.size()), all.size());
      for (int i = 0; i < fresh.size(); i++) {
        if (fresh.get(i).startsWith("ERROR") && !fresh.get(i).contains(TASK_FAILED)) {
          return String.join(" | ", fresh.subList(i, Math.min(fresh.size(), i + 8)));
        }
      }
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Sends again what [Found#reproduction()] says, and tells what comes of it.
  ///
  /// @throws IllegalArgumentException if it is no reproduction
  public String repeat(String reproduction) {
    int colon = reproduction.indexOf(':');
    if (colon > 0) {
      byte[] value = Base64.getUrlDecoder().decode(reproduction.substring(colon + 1));
      String told =
          new CodecDoor(new Findings(Door.DELIVERIES, 0))
              .repeat(reproduction.substring(0, colon), value);
      if (told != null) {
        return told;
      }
    }
    return HttpDoor.repeat(Shot.parse(reproduction), wire, people);
  }

  @Override
  public void close() {
    run.close();
  }
}
