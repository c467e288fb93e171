package io.rivulet.e2e.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.e2e.Api;
import io.rivulet.e2e.RunningSystem;
import io.rivulet.e2e.guarantee.Crowd.Account;
import io.rivulet.e2e.guarantee.Question.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;

/// Accounts that have done all that hides or shows a post, and do nothing any more: what they are
/// answered stays what it is, whatever others do.
///
/// Everybody follows the first account, which is so large that it is pulled, and some of the
/// others. Each is muted or blocked by somebody who follows it, or has its boosts hidden, publishes
/// for all, for followers and for one, boosts, answers, deletes, and is on lists.
final class Scenery {
  private static final int ACCOUNTS = 16;
  private static final int FOLLOWED = 5;
  private static final int POSTS = 14;

  /// Followers above which an author has to be pulled for the first account to be.
  static final String PULL_ABOVE = Integer.toString(ACCOUNTS - 3);

  private final RunningSystem system;
  private final Random random;
  private final List<Account> accounts = new ArrayList<>();
  private final List<String> posts = new ArrayList<>();
  private final List<String> lists = new ArrayList<>();

  Scenery(RunningSystem system, Random random) {
    this.system = system;
    this.random = random;
    for (int i = 0; i < ACCOUNTS; i++) {
      String name = "still" + i;
      String token = system.account(name);
      accounts.add(new Account(Long.parseLong(system.id(name)), name, token));
    }
  }

  /// Follows, and lists of some who are followed.
  ///
  /// @param others whom everybody follows beside
  void relate(List<Account> others) {
    for (int i = 0; i < ACCOUNTS; i++) {
      Account viewer = accounts.get(i);
      for (int distance = 1; distance <= FOLLOWED; distance++) {
        Account followee = account(i + distance);
        act(
            viewer,
            "/api/v1/accounts/" + followee.id() + "/follow",
            Map.of("reblogs", distance != 3));
      }
      if (i > 0) {
        act(viewer, "/api/v1/accounts/" + accounts.getFirst().id() + "/follow", Map.of());
      }
      for (Account other : others) {
        act(viewer, "/api/v1/accounts/" + other.id() + "/follow", Map.of());
      }
      String list =
          act(viewer, "/api/v1/lists", Map.of("title", "some")).body().path("id").asText();
      lists.add(list);
      List<String> members = List.of(id(account(i + 1)), id(account(i + 2)), id(account(i + 4)));
      act(viewer, "/api/v1/lists/" + list + "/accounts", Map.of("account_ids", members));
    }
  }

  /// Posts, boosts, answers; and then what hides some of them.
  void publish() {
    for (int i = 0; i < ACCOUNTS * POSTS; i++) {
      int author = random.nextInt(ACCOUNTS);
      String text = "post " + i + " for @" + account(author + 1).name();
      String visibility =
          switch (random.nextInt(6)) {
            case 0 -> "private";
            case 1 -> "direct";
            default -> "public";
          };
      posts.add(publish(author, Map.of("status", text, "visibility", visibility)));
      if (random.nextInt(3) == 0) {
        publicPost().ifPresent(post -> boost(random.nextInt(ACCOUNTS), post));
      }
      if (random.nextInt(5) == 0) {
        String answered = posts.get(random.nextInt(posts.size()));
        var _ =
            system.api.post(
                account(author + 2).token(),
                "/api/v1/statuses",
                Map.of("status", "answer " + i, "in_reply_to_id", answered));
      }
      if (random.nextInt(10) == 0) {
        var _ =
            system.api.send(
                accounts.get(author).token(),
                "DELETE",
                "/api/v1/statuses/" + posts.removeLast(),
                null,
                Map.of());
      }
    }
    for (int i = 0; i < ACCOUNTS; i++) {
      act(accounts.get(i), "/api/v1/accounts/" + account(i + 2).id() + "/mute", Map.of());
      if (i % 2 == 0) {
        act(accounts.get(i), "/api/v1/accounts/" + account(i + 5).id() + "/block", Map.of());
      }
    }
  }

  private Optional<String> publicPost() {
    String post = posts.get(random.nextInt(posts.size()));
    return system.api.get(null, "/api/v1/statuses/" + post).status() == 200
        ? Optional.of(post)
        : Optional.empty();
  }

  private void boost(int booster, String post) {
    var _ =
        system.api.post(
            accounts.get(booster).token(), "/api/v1/statuses/" + post + "/reblog", Map.of());
  }

  private String publish(int author, Map<String, ?> status) {
    return system.api.publish(accounts.get(author).token(), status);
  }

  private Account account(int number) {
    return accounts.get(number % ACCOUNTS);
  }

  private static String id(Account account) {
    return Long.toString(account.id());
  }

  private Api.Answer act(Account actor, String path, Map<String, ?> body) {
    Api.Answer answer = system.api.post(actor.token(), path, body);
    assertThat(answer.status()).as("%s: %s", path, answer.body()).isEqualTo(200);
    return answer;
  }

  List<Account> accounts() {
    return accounts;
  }

  /// All that is asked, up to the newest of its posts.
  List<Question> questions() {
    long newest = posts.stream().mapToLong(Long::parseLong).max().orElseThrow();
    List<Question> questions = new ArrayList<>();
    String all =
        accounts.stream().map(account -> "id[]=" + account.id()).collect(Collectors.joining("&"));
    for (int i = 0; i < ACCOUNTS; i++) {
      String token = accounts.get(i).token();
      long author = account(i + 1).id();
      var statuses = Question.statuses(newest);
      String old = "/api/v1/timelines/home?limit=7&max_id=" + (newest + 1);
      questions.add(new Question(Kind.HOME, token, old, statuses));
      questions.add(new Question(Kind.HOME, token, "/api/v1/timelines/home?limit=40", statuses));
      String page = "/api/v1/accounts/%d/statuses?limit=9".formatted(author);
      questions.add(new Question(Kind.AUTHOR, token, page, statuses));
      questions.add(new Question(Kind.AUTHOR, account(i + 9).token(), page, statuses));
      questions.add(new Question(Kind.AUTHOR, null, page, statuses));
      String list = "/api/v1/timelines/list/" + lists.get(i);
      questions.add(new Question(Kind.LIST, token, list, statuses));
      String members = "/api/v1/lists/" + lists.get(i) + "/accounts";
      questions.add(new Question(Kind.LISTS, token, members, Question.members("id")));
      questions.add(
          new Question(Kind.LISTS, token, "/api/v1/lists", Question.members("id", "title")));
      String relations = "/api/v1/accounts/relationships?" + all;
      questions.add(
          new Question(
              Kind.RELATIONSHIPS,
              token,
              relations,
              Question.members(
                  "id", "following", "followed_by", "showing_reblogs", "muting", "blocking")));
      String account = "/api/v1/accounts/" + author;
      questions.add(
          new Question(Kind.ACCOUNT, token, account, Question.members("id", "acct", "url")));
      questions.add(
          new Question(
              Kind.FOLLOWING, token, account + "/following?limit=3", Question.members("id")));
      String notices = "/api/v1/notifications?limit=15";
      questions.add(new Question(Kind.NOTICES, token, notices, Question.members("id", "type")));
      String lookup = "/api/v1/accounts/lookup?acct=" + account(i + 1).name();
      questions.add(new Question(Kind.LOOKUP, null, lookup, Question.members("id", "acct")));
    }
    for (int i = 0; i < posts.size(); i++) {
      String path = "/api/v1/statuses/" + posts.get(i);
      for (String asker : List.of(account(i).token(), account(i + 3).token())) {
        questions.add(
            new Question(
                Kind.STATUS, asker, path, Question.members("id", "content", "visibility")));
      }
    }
    return questions;
  }
}
