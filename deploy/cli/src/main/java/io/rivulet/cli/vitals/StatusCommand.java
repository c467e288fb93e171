package io.rivulet.cli.vitals;

import io.rivulet.vitals.Scrape;
import io.rivulet.vitals.Scraper;
import io.rivulet.vitals.Vitals;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `status`
@Command(
    name = "status",
    description = {
      "Says how a running system is: how old the oldest undelivered post is, what goes",
      "through, what waits, what Redis holds, and what is to be looked at. Takes two",
      "seconds. Exit code 1 if something is to be looked at."
    },
    mixinStandardHelpOptions = true)
public final class StatusCommand implements Callable<Integer> {
  private static final long BETWEEN_MILLIS = 2_000;

  @Mixin private ScrapeOption services = new ScrapeOption();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    try (Scraper scraper = services.scraper()) {
      List<Scrape> before = scraper.scrape();
      long began = System.nanoTime();
      Thread.sleep(BETWEEN_MILLIS);
      return show(Vitals.of(before, scraper.scrape(), (System.nanoTime() - began) / 1e9));
    }
  }

  private int show(Vitals vitals) {
    PrintWriter out = spec.commandLine().getOut();
    VitalsText.of(vitals).forEach(out::println);
    out.flush();
    return vitals.faults().isEmpty() ? 0 : 1;
  }
}
