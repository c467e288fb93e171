package io.rivulet.capacity;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How large.
final class ScaleOptions {
  @Option(
      names = "--preset",
      paramLabel = "NAME",
      description = "twitter-2013, bluesky-2025 or seed; what else is given goes before it")
  private @Nullable String preset;

  @Option(names = "--users", paramLabel = "N", description = "Accounts. Default: 1000000")
  private @Nullable Double users;

  @Option(
      names = "--daily",
      paramLabel = "N",
      description = "Who read on a day. Default: a quarter of the users")
  private @Nullable Double daily;

  @Option(
      names = "--monthly",
      paramLabel = "N",
      description = "Who read within a month. Default: half of the users, not less than --daily")
  private @Nullable Double monthly;

  @Option(
      names = "--mean",
      paramLabel = "N",
      description = "Followers of an account in the mean. Default: 100")
  private @Nullable Double mean;

  @Option(
      names = "--exponent",
      paramLabel = "A",
      description = "Of the power law of followers, above 2. Default: 2.276")
  private @Nullable Double exponent;

  @Option(
      names = "--percentiles",
      paramLabel = "P=N",
      split = ",",
      description = "Followers by percentile instead, such as 50=12,99=900,100=2000000")
  private Map<Double, Double> percentiles = Map.of();

  @Option(
      names = "--posts",
      paramLabel = "N",
      description = "A day, all together. Default: one for each daily active")
  private @Nullable Double posts;

  @Option(
      names = "--peak",
      paramLabel = "X",
      description = "The busiest hour against the mean. Default: 3")
  private @Nullable Double peak;

  @Option(
      names = "--pages",
      paramLabel = "N",
      description = "Home pages a daily active reads a day. Default: 20")
  private @Nullable Double pages;

  @Option(
      names = "--retention",
      paramLabel = "DAYS",
      description = "Of feed.deliveries.v1. Default: ${DEFAULT-VALUE}")
  private double retention = 7;

  @Option(
      names = "--horizon",
      paramLabel = "DAYS",
      description =
          "After which sizes of what is kept for ever are told. Default: ${DEFAULT-VALUE}")
  private double horizon = 365;

  @Nullable Preset preset() {
    if (preset == null) {
      return null;
    }
    for (Preset one : Preset.ALL) {
      if (one.option().equals(preset)) {
        return one;
      }
    }
    throw new IllegalArgumentException(
        "--preset: expected twitter-2013, bluesky-2025 or seed, found " + preset);
  }

  List<String> assumptions() {
    Preset chosen = preset();
    return chosen == null ? List.of() : chosen.assumptions();
  }

  Scale scale() {
    return scale(1);
  }

  /// The same with so many accounts: actives and posts in proportion.
  Scale scaleOf(double accounts) {
    return scale(accounts / users());
  }

  private double users() {
    return or(users, input().users());
  }

  private Preset.Input input() {
    Preset chosen = preset();
    if (chosen != null) {
      return chosen.input();
    }
    double all = or(users, 1e6);
    double each = or(daily, all / 4);
    return new Preset.Input(
        all, each, Math.max(each, all / 2), 100, 2.276, Math.max(1, each), 3, 20);
  }

  private Scale scale(double factor) {
    Preset.Input input = input();
    // Checked before anything is computed of them.
    Scale.People people =
        new Scale.People(users(), or(daily, input.daily()), or(monthly, input.monthly()));
    double accounts = Math.rint(people.users() * factor);
    if (!percentiles.isEmpty() && (mean != null || exponent != null)) {
      throw new IllegalArgumentException(
          "--percentiles: expected neither --mean nor --exponent beside it");
    }
    FollowLaw law =
        percentiles.isEmpty()
            ? FollowLaw.power(accounts, or(mean, input.mean()), or(exponent, input.exponent()))
            : FollowLaw.percentiles(accounts, percentiles);
    return new Scale(
        new Scale.People(accounts, people.daily() * factor, people.monthly() * factor),
        law,
        new Scale.Traffic(
            or(posts, input.posts()) * factor, or(peak, input.peak()), or(pages, input.pages())),
        new Scale.Retention(retention, horizon));
  }

  private static double or(@Nullable Double given, double otherwise) {
    return given == null ? otherwise : given;
  }
}
