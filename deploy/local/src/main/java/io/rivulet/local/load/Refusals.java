package io.rivulet.local.load;

import io.rivulet.event.Submission;
import java.util.Set;

/// What people of a load may be refused: they know only roughly what is, so that a post that they
/// name may be gone, or whom they follow may block them. Whatever else is refused is a fault, since
/// they exist, their tokens are good for days, and they ask for nothing that is not allowed.
public final class Refusals {
  /// The kind under which dead letters are counted.
  static final String SUBMISSION = "submission";

  /// Of what is done to a post that was refused or failed before: it has no id.
  static final String POST_REFUSED = "its post was refused";

  private static final String NOT_FOUND = "HTTP 404 Record not found";
  private static final String NOT_ALLOWED = "HTTP 403 This action is not allowed";

  /// An answer that was refused, or is not through the fan-out yet, can neither be edited nor
  /// deleted; and what is deleted by a try that was not answered is gone for the next one.
  private static final Set<String> ON_POSTS = Set.of("reply", "boost", "unboost", "edit", "delete");

  private static final Set<String> ON_REQUESTS = Set.of("accept", "reject");
  private static final Set<String> LETTERS =
      Set.of("blocked", "no-request", "unknown-post", "not-boostable");

  private Refusals() {}

  /// Whether an act may be refused so.
  ///
  /// @param kind of the act
  static boolean isExplained(String kind, String reason) {
    return switch (reason) {
      case NOT_FOUND -> ON_POSTS.contains(kind) || ON_REQUESTS.contains(kind);
      case POST_REFUSED -> ON_POSTS.contains(kind);
      case NOT_ALLOWED -> kind.equals("follow");
      default -> kind.equals(SUBMISSION) && LETTERS.contains(reason);
    };
  }

  /// Whether a submission may become a dead letter so.
  public static boolean isExplained(Submission submission, String reason) {
    return switch (submission) {
      case Submission.Post post -> post.replyTo() != null && reason.equals("unknown-post");
      case Submission.Boost _ -> reason.equals("unknown-post") || reason.equals("not-boostable");
      case Submission.Follow _ -> reason.equals("blocked");
      case Submission.AcceptFollow _, Submission.RejectFollow _ -> reason.equals("no-request");
      case Submission.Edit _,
          Submission.Delete _,
          Submission.Unfollow _,
          Submission.Block _,
          Submission.Unblock _,
          Submission.Mute _,
          Submission.Unmute _,
          Submission.Account _ ->
          false;
    };
  }
}
