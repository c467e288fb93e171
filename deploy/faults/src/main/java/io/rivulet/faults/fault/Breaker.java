package io.rivulet.faults.fault;

import io.rivulet.faults.net.Network;
import io.rivulet.faults.net.Weather;
import io.rivulet.faults.system.Installation;
import io.rivulet.faults.system.Part;
import io.rivulet.faults.system.Role;
import io.rivulet.local.LocalException;
import io.rivulet.servers.ReplicatedRedis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;

/// Makes faults happen and end.
public final class Breaker {
  /// What a process may take to end in order: those who send SIGTERM in production wait as long.
  private static final Duration STOP_BOUND = Duration.ofSeconds(30);

  private final Installation installation;
  private final Network network;

  public Breaker(Installation installation, Network network) {
    this.installation = installation;
    this.network = network;
  }

  /// Returns when it has happened.
  public void begin(Fault fault) {
    switch (fault) {
      case Fault.Killed killed -> part(killed.part()).server().kill();
      case Fault.Wiped wiped -> wipe(part(wiped.part()));
      case Fault.Paused paused -> part(paused.part()).server().pause();
      case Fault.CutOff cut -> network.weather(cut.host(), Weather.lossy(1));
      case Fault.Lossy lossy -> network.weather(lossy.host(), Weather.lossy(lossy.loss()));
      case Fault.Slow slow -> network.weather(slow.host(), Weather.slow(slow.delay()));
      case Fault.DiskFull full -> part(full.part()).disk().orElseThrow().fill();
      case Fault.ClockOff off -> restartAt(part(off.part()), off.by());
      case Fault.Restarted restarted -> part(restarted.part()).server().stop(STOP_BOUND);
    }
  }

  /// Returns when what was broken has been mended, or at least started.
  public void end(Fault fault) {
    switch (fault) {
      case Fault.Killed killed -> launch(part(killed.part()));
      case Fault.Wiped wiped -> launch(part(wiped.part()));
      case Fault.Paused paused -> part(paused.part()).server().resume();
      case Fault.CutOff cut -> network.weather(cut.host(), Weather.FINE);
      case Fault.Lossy lossy -> network.weather(lossy.host(), Weather.FINE);
      case Fault.Slow slow -> network.weather(slow.host(), Weather.FINE);
      case Fault.DiskFull full -> free(part(full.part()));
      case Fault.ClockOff off -> {
        Part part = part(off.part());
        part.server().kill();
        launch(part);
      }
      case Fault.Restarted restarted -> launch(part(restarted.part()));
    }
  }

  private Part part(String name) {
    return installation.part(name);
  }

  private static void launch(Part part) {
    part.server().launch(Map.of());
  }

  private static void restartAt(Part part, Duration by) {
    part.server().kill();
    part.server()
        .launch(
            Map.of(
                "LD_PRELOAD",
                Need.clockLibrary().toString(),
                "FAKETIME",
                "%+dm".formatted(by.toMinutes()),
                // Time that only goes by is not off.
                "FAKETIME_DONT_FAKE_MONOTONIC",
                "1"));
  }

  private static void free(Part part) {
    part.disk().orElseThrow().free();
    restartIfEnded(part);
  }

  /// As whoever supervises processes does. Kafka ends when it cannot write.
  private static void restartIfEnded(Part part) {
    if (!part.server().isRunning()) {
      launch(part);
    }
  }

  /// Starts again what has ended without having been told to, as whoever supervises processes does.
  public void revive() {
    installation.parts().forEach(Breaker::restartIfEnded);
  }

  private static void wipe(Part part) {
    part.server().kill();
    try {
      if (part.role() == Role.REDIS) {
        ReplicatedRedis.wipe(part.server());
      } else if (part.role() == Role.WORKER) {
        empty(part.server().folder().resolve("state"));
      } else {
        throw new LocalException("The data of %s is not to be lost".formatted(part.name()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The folder itself may be where a disk is mounted.
  private static void empty(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (var all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        if (!path.equals(folder)) {
          Files.delete(path);
        }
      }
    }
  }
}
