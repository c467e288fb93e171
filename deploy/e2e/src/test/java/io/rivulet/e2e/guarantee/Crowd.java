package io.rivulet.e2e.guarantee;

import io.rivulet.e2e.RunningSystem;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/// Some accounts, and the posts that they know of.
final class Crowd {
  /// The id and the token of an account.
  record Account(long id, String name, String token) {}

  /// Boosts are of one of so many newest posts.
  private static final int RECENT = 30;

  private final List<Account> accounts;
  private final List<Long> posts = new ArrayList<>();

  Crowd(RunningSystem system, int size) {
    this.accounts = IntStream.range(0, size).mapToObj(i -> create(system, "member" + i)).toList();
  }

  private static Account create(RunningSystem system, String name) {
    String token = system.account(name);
    return new Account(Long.parseLong(system.id(name)), name, token);
  }

  List<Account> accounts() {
    return accounts;
  }

  /// Every so many-th account: what one of several threads takes care of.
  List<Account> part(int number, int parts) {
    return IntStream.range(0, accounts.size())
        .filter(i -> i % parts == number)
        .mapToObj(accounts::get)
        .toList();
  }

  Account other(Account account, Random random) {
    Account other = accounts.get(random.nextInt(accounts.size()));
    return other.equals(account) ? other(account, random) : other;
  }

  synchronized void published(long post) {
    posts.add(post);
  }

  synchronized boolean isSilent() {
    return posts.isEmpty();
  }

  /// One of the newest posts; it may be deleted.
  synchronized long recent(Random random) {
    return posts.get(posts.size() - 1 - random.nextInt(Math.min(RECENT, posts.size())));
  }
}
