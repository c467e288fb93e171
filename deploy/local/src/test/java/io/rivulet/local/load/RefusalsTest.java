package io.rivulet.local.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.event.AccountRef;
import io.rivulet.event.Draft;
import io.rivulet.event.FollowOptions;
import io.rivulet.event.PostTarget;
import io.rivulet.event.Submission;
import io.rivulet.event.Visibility;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A verdict by what may be refused is only as good as that.
final class RefusalsTest {
  private static final AccountRef ANN = AccountRef.of(1_000_000_001L);
  private static final AccountRef BOB = AccountRef.of(1_000_000_002L);
  private static final PostTarget POST = PostTarget.of(11);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "reply: HTTP 404 Record not found",
        "boost: HTTP 404 Record not found",
        "boost: its post was refused",
        "unboost: HTTP 404 Record not found",
        "edit: HTTP 404 Record not found",
        "delete: HTTP 404 Record not found",
        "accept: HTTP 404 Record not found",
        "reject: HTTP 404 Record not found",
        "follow: HTTP 403 This action is not allowed",
        "submission: blocked",
        "submission: no-request",
        "submission: unknown-post",
        "submission: not-boostable"
      })
  void whoNamesWhatIsGoneOrWhoIsBlockedMayBeRefused(String refused) {
    assertThat(report(refused).unexplained()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "read: HTTP 404 Record not found",
        "read: HTTP 401 The access token is invalid",
        "post: HTTP 404 Record not found",
        "post: HTTP 422 Validation failed: Status is too long",
        "reply: HTTP 401 The access token is invalid",
        "boost: HTTP 422 Validation failed: The post is too far ahead of time",
        "follow: HTTP 403 This action is outside the authorized scopes",
        "follow: HTTP 404 Record not found",
        "unfollow: HTTP 404 Record not found",
        "mute: HTTP 403 This action is not allowed",
        "block: HTTP 422 This method requires an authenticated user",
        "lock: HTTP 404 Record not found",
        "submission: unknown-author",
        "submission: unknown-followee",
        "submission: invalid"
      })
  void allElseIsFound(String refused) {
    assertThat(report(refused).unexplained()).containsExactly(Map.entry(refused, 1L));
  }

  @Test
  void aSubmissionMayBeRefusedForWhatItNames() {
    assertThat(Refusals.isExplained(post(POST), "unknown-post")).isTrue();
    assertThat(Refusals.isExplained(boost(), "unknown-post")).isTrue();
    assertThat(Refusals.isExplained(boost(), "not-boostable")).isTrue();
    assertThat(Refusals.isExplained(follow(), "blocked")).isTrue();
    assertThat(Refusals.isExplained(new Submission.AcceptFollow(ANN, BOB), "no-request")).isTrue();
    assertThat(Refusals.isExplained(new Submission.RejectFollow(ANN, BOB), "no-request")).isTrue();
  }

  @Test
  void aSubmissionMayNotBeRefusedForWhatIsThere() {
    List<Submission> all =
        List.of(
            post(null),
            post(POST),
            boost(),
            follow(),
            new Submission.Edit(ANN, POST, Draft.ofText("Hello")),
            new Submission.Delete(ANN, POST),
            new Submission.Unfollow(ANN, BOB),
            new Submission.AcceptFollow(ANN, BOB),
            new Submission.Block(ANN, BOB),
            new Submission.Mute(ANN, BOB, null));
    assertThat(all)
        .noneMatch(submission -> Refusals.isExplained(submission, "unknown-author"))
        .noneMatch(submission -> Refusals.isExplained(submission, "unknown-followee"))
        .noneMatch(submission -> Refusals.isExplained(submission, "unknown-target"))
        .noneMatch(submission -> Refusals.isExplained(submission, "foreign-post"))
        .noneMatch(submission -> Refusals.isExplained(submission, "invalid"));
    assertThat(Refusals.isExplained(post(null), "unknown-post")).isFalse();
    assertThat(Refusals.isExplained(new Submission.Block(ANN, BOB), "blocked")).isFalse();
  }

  private static LoadReport report(String refused) {
    return new LoadReport(1, Map.of(), Map.of(refused, 1L), Map.of(), Map.of());
  }

  private static Submission post(@Nullable PostTarget replyTo) {
    return new Submission.Post(ANN, null, Draft.ofText("Hello"), Visibility.PUBLIC, replyTo, null);
  }

  private static Submission boost() {
    return new Submission.Boost(ANN, null, POST, Visibility.PUBLIC, null);
  }

  private static Submission follow() {
    return new Submission.Follow(ANN, BOB, FollowOptions.UNCHANGED);
  }
}
