package io.rivulet.service;

import io.rivulet.limit.Budget;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/// Which requests are limited, and which are charged to a budget of their own besides.
///
/// Paths are taken decoded and without a slash at their end, as they are routed: another spelling
/// of a path is no way around a limit.
final class Charges {
  private static final String STATUSES = "/api/v1/statuses";
  private static final String STREAMING = "/api/v1/streaming";

  private Charges() {}

  /// The path of a request, decoded.
  static String path(HttpServletRequest asked) {
    String info = asked.getPathInfo();
    String path = info == null ? asked.getServletPath() : asked.getServletPath() + info;
    int end = path.length();
    while (end > 1 && path.charAt(end - 1) == '/') {
      end--;
    }
    return path.substring(0, end);
  }

  /// Whether a path is of the API. A stream is one request however long it lasts, and how many may
  /// be open at once is not a matter of rates; pictures and pages are what browsers ask for in
  /// bunches.
  static boolean isLimited(String path) {
    return path.startsWith("/oauth/")
        || (path.startsWith("/api/")
            && !path.equals(STREAMING)
            && !path.startsWith(STREAMING + "/"));
  }

  /// The budget of its own that a request is charged to.
  static @Nullable Budget of(String method, String path) {
    return switch (method) {
      case "POST" -> ofPost(path);
      case "DELETE" -> path.startsWith(STATUSES + "/") ? Budget.DELETES : null;
      default -> null;
    };
  }

  private static @Nullable Budget ofPost(String path) {
    return switch (path) {
      case STATUSES -> Budget.STATUSES;
      case "/api/v1/media", "/api/v2/media" -> Budget.MEDIA;
      case "/api/v1/apps" -> Budget.ATTEMPTS;
      default -> path.startsWith("/oauth/") ? Budget.ATTEMPTS : ofAct(path);
    };
  }

  private static @Nullable Budget ofAct(String path) {
    String act = path.substring(path.lastIndexOf('/') + 1);
    if (path.startsWith(STATUSES + "/")) {
      return switch (act) {
        case "reblog" -> Budget.STATUSES;
        case "unreblog" -> Budget.DELETES;
        default -> null;
      };
    }
    return path.startsWith("/api/v1/accounts/") && act.equals("follow") ? Budget.FOLLOWS : null;
  }
}
