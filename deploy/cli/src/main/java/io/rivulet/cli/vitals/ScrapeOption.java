package io.rivulet.cli.vitals;

import io.rivulet.cli.DataOption;
import io.rivulet.local.LocalException;
import io.rivulet.vitals.Scraper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Whose metrics a command reads: those of a local run, or of any services.
public final class ScrapeOption {
  private static final String LOGIN = "login";

  @Mixin private DataOption run = new DataOption();

  @Option(
      names = "--admin",
      paramLabel = "NAME=URL",
      description = {
        "A service by its admin port, as often as there are services,",
        "if not those of a local run"
      })
  private Map<String, URI> services = new TreeMap<>();

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "Has a token of scope admin:read, for admin ports of other machines")
  private @Nullable Path token;

  /// Reads the metrics of all of them.
  ///
  /// @throws LocalException if no service is named and nothing runs
  Scraper scraper() {
    Path file = token;
    Map<String, URI> admin = admin();
    return new Scraper(() -> admin, () -> file == null ? null : read(file));
  }

  private Map<String, URI> admin() {
    if (!services.isEmpty()) {
      return services;
    }
    Map<String, URI> own = new TreeMap<>();
    run.instance().admin().forEach((name, address) -> own.put(name, URI.create(address)));
    // It has no part in the way of posts.
    own.remove(LOGIN);
    return own;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new LocalException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
    }
  }
}
