package io.rivulet.fuzz;

import io.rivulet.local.LocalException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Sends requests until time is up, some at a time, and judges the answers.
final class HttpDoor {
  private static final int AT_A_TIME = 4;

  /// Of odd cases, however long they take.
  private static final int LEAST_CASES = 100;

  /// After so many cases what they wore out is made anew.
  private static final int RENEW_EVERY = 500;

  /// With all else that two busy cores have to do. What nobody answers hangs, see [Wire].
  private static final int SLOW_MILLIS = 8_000;

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /// How often what is away is asked again, each time after what `Retry-After` says, which for an
  /// index is 5 s.
  private static final int AGAIN = 4;

  private static final long LONGEST_PAUSE_SECONDS = 5;

  /// Kinds of faults that are none if they are not seen again: an answer is lost where a connection
  /// is closed while more comes in, which resets it; and the machine has other things to do.
  private static final Set<String> MAY_BE_LOST = Set.of("closed", "hangs");

  /// Kinds of faults of which each try of a smaller case would take seconds.
  private static final Set<String> TAKES_LONG = Set.of("slow", "hangs", "status 503");

  private static final Wire.Exchange NOTHING = new Wire.Exchange(List.of(), null);

  /// Of bodies, those that no operation of the API takes.
  private static final int QUESTION_ONE_IN = 20;

  private final Door door;
  private final Wire wire;
  private final People people;
  private final Findings findings;
  private final boolean whole;
  private final AtomicInteger odd = new AtomicInteger();

  HttpDoor(Door door, Wire wire, People people, Findings findings) {
    this.door = door;
    this.wire = wire;
    this.people = people;
    this.findings = findings;
    this.whole = door == Door.BODIES || door == Door.CURSORS;
  }

  /// Sends what must be taken, then what is odd.
  void run(Duration time) {
    Corpus.valid().forEach(this::requireTaken);
    if (door == Door.BODIES) {
      StatedLimits.all().forEach(this::requireLimit);
    }
    long end = System.nanoTime() + time.toNanos();
    List<Thread> senders = new ArrayList<>();
    for (int i = 0; i < AT_A_TIME; i++) {
      senders.add(
          Thread.ofPlatform()
              .name("fuzz-" + i)
              .uncaughtExceptionHandler((_, thrown) -> fails(thrown))
              .start(() -> sendUntil(end)));
    }
    for (Thread sender : senders) {
      try {
        sender.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void fails(Throwable thrown) {
    findings.add(0, new Fault("the fuzzer itself fails", thrown.toString()), "seed");
  }

  private void requireTaken(Shot shot) {
    long number = findings.next();
    Wire.Exchange exchange = asked(shot);
    boolean taken = exchange.answers().size() == 1 && exchange.answers().getFirst().status() == 200;
    if (!taken) {
      findings.add(
          number,
          new Fault("a good request is refused", shot.excerpt() + " → " + exchange),
          shot.reproduction());
    }
  }

  /// What must be answered well is asked until it is.
  private Wire.Exchange asked(Shot shot) {
    AtomicReference<Wire.Exchange> last = new AtomicReference<>(NOTHING);
    var _ =
        Log.await(
            PATIENCE,
            () -> {
              last.set(wire.send(shot, people.values(), true));
              return last.get().answers().stream().noneMatch(Judgement::isAway);
            });
    return last.get();
  }

  private void requireLimit(StatedLimits.Stated limit) {
    requireTaken(limit.within());
    long number = findings.next();
    Wire.Exchange exchange = asked(limit.beyond());
    boolean refused =
        exchange.answers().size() == 1 && exchange.answers().getFirst().status() == 422;
    if (!refused) {
      findings.add(
          number,
          new Fault("a stated limit is not kept", limit.name() + " → " + exchange),
          limit.beyond().reproduction());
    }
  }

  private void sendUntil(long end) {
    try {
      while (System.nanoTime() < end || odd.get() < LEAST_CASES) {
        odd.incrementAndGet();
        send(findings.next());
      }
    } catch (LocalException e) {
      findings.add(0, new Fault("normal requests fail", String.valueOf(e.getMessage())), "seed");
    }
  }

  private void send(long number) {
    if (number % RENEW_EVERY == 0) {
      people.renew();
    }
    Shot shot = shot(new Random(findings.seed(number)));
    long began = System.nanoTime();
    Wire.Exchange exchange = wire.send(shot, people.values(), whole);
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    count(exchange);
    Fault fault = fault(shot, askedAgain(shot, exchange, wire, people, whole), took);
    if (fault != null && MAY_BE_LOST.contains(fault.kind())) {
      fault = fault(shot, wire.send(shot, people.values(), whole), Duration.ZERO);
      if (fault == null) {
        findings.count("answered when asked again");
      }
    }
    if (fault != null && findings.isNew(looks(shot, fault))) {
      findings.add(number, fault, smallest(shot, fault).reproduction());
    }
  }

  /// What is away for a moment is asked again, as a client does.
  ///
  /// @return the last that came back
  private static Wire.Exchange askedAgain(
      Shot shot, Wire.Exchange first, Wire wire, People people, boolean whole) {
    Wire.Exchange last = first;
    for (int again = 0; again < AGAIN; again++) {
      long pause = pause(last);
      if (pause == 0) {
        return last;
      }
      try {
        Thread.sleep(Duration.ofSeconds(pause));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return last;
      }
      last = wire.send(shot, people.values(), whole);
    }
    return last;
  }

  /// Seconds until it is to be asked again; 0 if it is not.
  static long pause(Wire.Exchange exchange) {
    return exchange.answers().stream()
        .filter(Judgement::isAway)
        .map(answer -> answer.header("retry-after"))
        .filter(seconds -> seconds.matches("\\d{1,9}"))
        .mapToLong(seconds -> Math.clamp(Long.parseLong(seconds), 1, LONGEST_PAUSE_SECONDS))
        .max()
        .orElse(0);
  }

  private Shot shot(Random random) {
    Map<String, String> values = people.values();
    return switch (door) {
      case BODIES ->
          random.nextInt(QUESTION_ONE_IN) == 0
              ? new QuestionShots(random).shot()
              : new Requests(random).changing();
      case CURSORS -> new Requests(random).looking();
      case TOKENS -> new TokenShots(random, values).shot();
      case HEADERS -> new RawShots(random).shot();
      case SUBMISSIONS, DELIVERIES -> throw new IllegalArgumentException(door.title());
    };
  }

  private void count(Wire.Exchange exchange) {
    if (exchange.answers().isEmpty()) {
      findings.count("closed");
    }
    exchange.answers().forEach(answer -> findings.count(Integer.toString(answer.status())));
  }

  private @Nullable Fault fault(Shot shot, Wire.Exchange exchange, Duration took) {
    boolean endless = door == Door.TOKENS && TokenShots.mayBeEndless(shot, people.values());
    Fault fault = Judgement.of(shot, exchange, people.values());
    if (fault != null) {
      return endless && MAY_BE_LOST.contains(fault.kind()) ? null : fault;
    }
    if (took.toMillis() > SLOW_MILLIS && !endless) {
      return new Fault("slow", took.toMillis() + " ms");
    }
    boolean forged =
        door == Door.TOKENS
            && exchange.answers().stream()
                .anyMatch(answer -> TokenShots.isForged(shot, answer, people.values()));
    return forged ? new Fault("forged", "answered with 200") : null;
  }

  /// Faults of one operation and kind look the same.
  private static String looks(Shot shot, Fault fault) {
    String path = shot.path(Map.of()).replaceAll("[^/]*[{}\\d%].*", "…");
    String detail = fault.detail().replaceAll("[^a-zA-Z ]", "");
    return String.join(
        " ",
        fault.kind(),
        shot.method(),
        path.length() > 40 ? path.substring(0, 40) : path,
        detail.length() > 40 ? detail.substring(0, 40) : detail);
  }

  private Shot smallest(Shot shot, Fault fault) {
    if (TAKES_LONG.contains(fault.kind())) {
      return shot;
    }
    return shot.with(Shrinking.of(shot.template(), bytes -> failsAlike(shot.with(bytes), fault)));
  }

  private boolean failsAlike(Shot shot, Fault fault) {
    Wire.Exchange exchange = wire.send(shot, people.values(), whole);
    Fault again = fault(shot, exchange, Duration.ZERO);
    return again != null && again.kind().equals(fault.kind());
  }

  /// Sends one case once more and tells what comes back.
  static String repeat(Shot shot, Wire wire, People people) {
    Wire.Exchange first = wire.send(shot, people.values(), true);
    Wire.Exchange exchange = askedAgain(shot, first, wire, people, true);
    Fault fault = Judgement.of(shot, exchange, people.values());
    return "%s%n%s%n%s".formatted(shot.excerpt(), exchange, fault == null ? "no fault" : fault);
  }
}
