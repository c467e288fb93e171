package io.rivulet.capacity;

/// How large a system is, and what its people do.
record Scale(People people, FollowLaw follows, Traffic traffic, Retention retention) {
  /// More accounts than ten times the people there are: a slip of the keyboard.
  static final double MOST_USERS = 1e11;

  private static final double SECONDS_A_DAY = 86_400;

  /// Accounts.
  ///
  /// @param users registered
  /// @param daily of them who read on a day
  /// @param monthly who read within thirty days
  record People(double users, double daily, double monthly) {
    People {
      Check.within("--users", users, 2, MOST_USERS);
      Check.within("--daily", daily, 1, MOST_USERS);
      if (daily > users) {
        throw new IllegalArgumentException(
            "--daily: expected at most --users, %s, found %s"
                .formatted(Check.text(users), Check.text(daily)));
      }
      Check.within("--monthly", monthly, daily, users);
    }

    /// Who reads at least once in so many days: the daily ones in one, the monthly ones in thirty,
    /// and between and beyond them a power of the days, never more than there are.
    double within(double days) {
      double power = Math.log(monthly / daily) / Math.log(30);
      return Math.min(users, daily * Math.pow(days, power));
    }
  }

  /// What happens on a day.
  ///
  /// @param postsADay all together; every account posts as often as any other
  /// @param peak the busiest hour's rate against the mean
  /// @param pages of home timelines that a daily active reads a day
  record Traffic(double postsADay, double peak, double pages) {
    Traffic {
      Check.within("--posts", postsADay, 1, 1e13);
      Check.within("--peak", peak, 1, 1_000);
      Check.within("--pages", pages, 0, 1e5);
    }

    double postsASecond() {
      return postsADay / SECONDS_A_DAY;
    }

    double peakPosts() {
      return postsASecond() * peak;
    }
  }

  /// How long logs are kept.
  ///
  /// @param deliveryDays of feed.deliveries.v1
  /// @param horizonDays after which the size of what is kept for ever is asked for
  record Retention(double deliveryDays, double horizonDays) {
    Retention {
      Check.within("--retention", deliveryDays, 0.01, 36_500);
      Check.within("--horizon", horizonDays, 1, 36_500);
    }
  }

  Scale {
    if (follows.accounts() != people.users()) {
      throw new IllegalArgumentException(
          "follows of %s accounts for %s users"
              .formatted(Check.text(follows.accounts()), Check.text(people.users())));
    }
  }

  double peakPages() {
    return people.daily() * traffic.pages() / SECONDS_A_DAY * traffic.peak();
  }
}
