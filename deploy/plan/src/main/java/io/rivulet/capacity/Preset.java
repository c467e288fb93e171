package io.rivulet.capacity;

import java.util.List;

/// Systems of which something was published, and what had to be assumed beside it.
///
/// @param option as on the command line
/// @param assumptions with their sources
record Preset(
    String option, Input input, double pullAbove, double redisCopies, List<String> assumptions) {
  static final Preset TWITTER_2013 =
      new Preset(
          "twitter-2013",
          new Input(150e6, 150e6, 150e6, 75, 2.276, 400e6, 1.0, 173),
          Double.POSITIVE_INFINITY,
          3,
          List.of(
              "150,000,000 active users, 400,000,000 tweets a day, 300,000 home timelines read a second (= 173 a user and day), the largest author with 31,000,000 followers: R. Krikorian, Timelines at Scale, QCon 2013; retold in High Scalability, 8 July 2013",
              "75 deliveries a tweet in the mean, 4,600 tweets and 345,000 deliveries a second: M. Kleppmann, Designing Data-Intensive Applications, chapter 1, after Krikorian",
              "800 entries a timeline and 3 copies in Redis: Krikorian",
              "exponent 2.276: Kwak et al., What is Twitter, a social network or a news media?, WWW 2010",
              "assumed: all actives read each day; nobody is pulled; the mean rate is what is compared, so peak 1"));
  static final Preset BLUESKY_2025 =
      new Preset(
          "bluesky-2025",
          new Input(32e6, 3.5e6, 9e6, 500, 2.276, 24e6, 7.2, 50),
          Double.POSITIVE_INFINITY,
          2,
          List.of(
              "32,000,000 users, more than 1,000,000 writes to timelines a second, each of which looks up how many its owner follows; everybody is pushed to: jazco.dev, When Imperfect Systems are Good, Actually, 19 February 2025",
              "assumed, so that the published rate comes out: 24,000,000 posts and reposts a day, each to 500 followers in the mean, and a peak of 7.2; neither was published",
              "assumed: 3,500,000 read each day, 9,000,000 each month, 50 pages each; 2 copies"));
  static final Preset SEED =
      new Preset(
          "seed",
          new Input(4.62e9, 3.06e9, 4.62e9, 338, 2.276, 1.53e9, 3, 20),
          10_000,
          3,
          List.of(
              "4,620,000,000 users of social media: Digital 2022, Hootsuite and We Are Social, 26 January 2022",
              "66 % of them each day: as 1,930,000,000 of 2,910,000,000 at Facebook, Meta's results of the fourth quarter of 2021",
              "338 followers in the mean: as friends at Facebook, Pew Research Center, 3 February 2014",
              "assumed: a post for every second daily active, peak 3, 20 pages each, bodies hot for 30 days; 3 copies"));

  /// Numbers of the command line.
  ///
  /// @param pages of each daily active a day
  record Input(
      double users,
      double daily,
      double monthly,
      double mean,
      double exponent,
      double posts,
      double peak,
      double pages) {}

  static final List<Preset> ALL = List.of(TWITTER_2013, BLUESKY_2025, SEED);

  Preset {
    assumptions = List.copyOf(assumptions);
  }

  /// Days that bodies are in Redis.
  double hotDays() {
    return 30;
  }

  Scale scale() {
    return new Scale(
        new Scale.People(input.users(), input.daily(), input.monthly()),
        FollowLaw.power(input.users(), input.mean(), input.exponent()),
        new Scale.Traffic(input.posts(), input.peak(), input.pages()),
        new Scale.Retention(7, 365));
  }

  Tuning tuning() {
    return new Tuning(
        new Tuning.Timelines(800, pullAbove, hotDays(), 14),
        new Tuning.Copies(redisCopies, 3),
        Tuning.DEFAULT_MACHINES);
  }
}
