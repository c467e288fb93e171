package io.rivulet.cli.vitals;

import io.rivulet.vitals.Scrape;
import io.rivulet.vitals.Scraper;
import io.rivulet.vitals.Vitals;
import java.io.PrintWriter;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `top`
@Command(
    name = "top",
    description = {
      "Shows what `status` says, again and again, with the last minute of deliveries.",
      "Ctrl-C ends it."
    },
    mixinStandardHelpOptions = true)
public final class TopCommand implements Runnable {
  private static final int KEPT = 60;
  private static final int MOST_SECONDS = 86_400;

  /// Cursor home, and nothing left of what was there: a whole clearing flickers.
  private static final String HOME = "\u001b[H";

  private static final String REST_OF_LINE = "\u001b[K";
  private static final String REST_OF_SCREEN = "\u001b[J";
  private static final String CLEAR = "\u001b[2J";

  @Mixin private ScrapeOption services = new ScrapeOption();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--interval",
      paramLabel = "SECONDS",
      description = "1 to 86,400. Default: ${DEFAULT-VALUE}")
  private int interval = 1;

  @Option(names = "--times", paramLabel = "N", description = "Ends after so many. Default: never")
  private @Nullable Integer times;

  private final ArrayDeque<Double> deliveries = new ArrayDeque<>();

  @Override
  public void run() {
    if (interval < 1 || interval > MOST_SECONDS || (times != null && times < 1)) {
      throw new ParameterException(
          spec.commandLine(),
          "--interval must be 1 to %,d and --times at least 1".formatted(MOST_SECONDS));
    }
    try (Scraper scraper = services.scraper()) {
      show(scraper, spec.commandLine().getOut());
    }
  }

  private void show(Scraper scraper, PrintWriter out) {
    out.print(CLEAR);
    List<Scrape> before = scraper.scrape();
    long began = System.nanoTime();
    for (int shown = 0; (times == null || shown < times) && waited(); shown++) {
      List<Scrape> now = scraper.scrape();
      long at = System.nanoTime();
      show(Vitals.of(before, now, (at - began) / 1e9), out);
      before = now;
      began = at;
    }
  }

  private boolean waited() {
    try {
      Thread.sleep(interval * 1_000L);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void show(Vitals vitals, PrintWriter out) {
    deliveries.add(vitals.flow().deliveries());
    if (deliveries.size() > KEPT) {
      deliveries.remove();
    }
    out.print(HOME);
    VitalsText.of(vitals).forEach(line -> out.println(line + REST_OF_LINE));
    out.println(REST_OF_LINE);
    out.println("Deliveries  " + VitalsText.bars(deliveries) + REST_OF_LINE);
    out.print(REST_OF_SCREEN);
    out.flush();
  }
}
