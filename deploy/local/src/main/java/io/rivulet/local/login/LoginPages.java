package io.rivulet.local.login;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The pages of the identity provider, without scripts. Nothing that comes from elsewhere gets into
/// them unescaped, no other page may frame them, and their forms lead here or to the application.
final class LoginPages {
  private static final String SELF_ONLY = "'self'";

  private LoginPages() {}

  /// Who are you?
  ///
  /// @param query what the application asked for
  /// @param offered names that need no password
  /// @param problem with what was entered before; empty for none
  static String signIn(
      String query,
      Sessions.Session session,
      Authorization asked,
      List<String> offered,
      String problem) {
    String buttons =
        offered.stream()
            .map(
                name ->
                    "<button name=\"account\" value=\"%1$s\">@%1$s</button>"
                        .formatted(escape(name)))
            .collect(Collectors.joining("\n"));
    String people =
        offered.isEmpty()
            ? ""
            : """
            <form method="post" action="%s">
            %s
            <h2>Be one of the people of this demo</h2>
            <div class="people">%s</div>
            </form>
            """
                .formatted(action("/sign_in", query), csrf(session), buttons);
    return page(
        "Sign in",
        """
        <p><b>%s</b> would like to use Rivulet as you.</p>
        %s
        <form method="post" action="%s">
        %s
        <h2>%s</h2>
        %s
        <label>Account <input name="account" autocomplete="username" autocapitalize="none" spellcheck="false" required></label>
        <label>Password <input name="password" type="password" autocomplete="current-password"></label>
        <p class="hint"><code>deploy/rivulet password ACCOUNT</code> tells it to whoever started this run.</p>
        <button class="main">Sign in</button>
        </form>
        """
            .formatted(
                escape(asked.app().name()),
                people,
                action("/sign_in", query),
                csrf(session),
                offered.isEmpty() ? "Sign in" : "Or sign in with your account",
                problem.isEmpty() ? "" : "<p role=\"alert\">" + escape(problem) + "</p>"));
  }

  /// May this application act for you?
  static String consent(
      String query, Sessions.Session session, Authorization asked, People.Person person) {
    String website = asked.app().website();
    return page(
        "Allow " + asked.app().name() + "?",
        """
        <p><b>%s</b>%s would like to use Rivulet as <b>%s</b> (@%s). It will be able to:</p>
        <ul>%s</ul>
        <p class="hint">It is answered at <code>%s</code></p>
        <form method="post" action="%s">
        %s
        <button class="main" name="decision" value="allow">Allow</button>
        <button name="decision" value="deny">Deny</button>
        </form>
        <form method="post" action="%s">
        %s
        <button class="plain">Sign in as somebody else</button>
        </form>
        """
            .formatted(
                escape(asked.app().name()),
                website == null ? "" : " (" + escape(website) + ")",
                escape(person.displayName()),
                escape(person.name()),
                permissions(asked.scopes()),
                escape(where(asked.redirectUri())),
                action("", query),
                csrf(session),
                action("/sign_out", query),
                csrf(session)));
  }

  private static String where(String redirectUri) {
    return redirectUri.equals(ClientApp.OUT_OF_BAND)
        ? "this page, which shows a code to copy"
        : redirectUri;
  }

  private static String permissions(Set<String> scopes) {
    return scopes.stream()
        .map(scope -> "<li>%s <code>%s</code></li>".formatted(meaning(scope), escape(scope)))
        .collect(Collectors.joining());
  }

  private static String meaning(String scope) {
    return switch (scope) {
      case "profile" -> "see who you are";
      case "read" -> "read all that you can read";
      case "write" -> "post, follow, block and change all that you can change";
      case "follow" -> "see and change whom you follow, block and mute";
      case "push" -> "send you notifications";
      default ->
          (scope.startsWith("read:") ? "read your " : "change your ")
              + escape(scope.substring(scope.indexOf(':') + 1));
    };
  }

  /// A code to copy, or an error, for an application that cannot be answered by a redirect.
  static Response shown(Map<String, String> values) {
    String code = values.get("code");
    if (code == null) {
      return failure(403, values.getOrDefault("error_description", "The application was refused."));
    }
    String page =
        page(
            "Copy this code",
            """
            <p>Give it to the application within ten minutes:</p>
            <p><input class="code" aria-label="Code" readonly value="%s"></p>
            """
                .formatted(escape(code)));
    return answer(200, page, SELF_ONLY).build();
  }

  /// What went wrong, where nobody but the user can be told.
  static Response failure(int status, String text) {
    String page = page("That did not work", "<p role=\"alert\">" + escape(text) + "</p>");
    return answer(status, page, SELF_ONLY).build();
  }

  /// The same where it may be tried again.
  ///
  /// @param seconds after which
  static Response failure(int status, String text, long seconds) {
    Response failure = failure(status, text);
    return Response.fromResponse(failure).header(HttpHeaders.RETRY_AFTER, seconds).build();
  }

  /// A page with forms, whose answer may be a redirect to the application.
  static Response answer(int status, String page, Authorization asked, String session) {
    return answer(status, page, SELF_ONLY + " " + source(asked.redirectUri()))
        .header(HttpHeaders.SET_COOKIE, session)
        .build();
  }

  /// As a source of a content security policy: browsers hold redirects after a form to it, too.
  private static String source(String redirectUri) {
    URI uri = URI.create(redirectUri);
    return uri.getRawAuthority() != null && uri.getScheme().startsWith("http")
        ? uri.getScheme() + "://" + uri.getRawAuthority()
        : uri.getScheme() + ":";
  }

  private static Response.ResponseBuilder answer(int status, String page, String forms) {
    return secured(Response.status(status))
        .type(MediaType.TEXT_HTML_TYPE.withCharset("utf-8"))
        .entity(page)
        .header(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action "
                + forms);
  }

  /// The code or the cookie that goes along is nobody else's.
  static Response.ResponseBuilder secured(Response.ResponseBuilder answer) {
    return answer
        .header("Cache-Control", "no-store")
        .header("Referrer-Policy", "no-referrer")
        .header("X-Frame-Options", "DENY");
  }

  private static String action(String path, String query) {
    return escape(AuthorizeResource.PATH + path + "?" + query);
  }

  private static String csrf(Sessions.Session session) {
    return "<input type=\"hidden\" name=\"csrf\" value=\"%s\">".formatted(session.csrf());
  }

  private static String page(String title, String body) {
    return """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%1$s · Rivulet</title>
        <link rel="stylesheet" href="/oauth/style.css">
        </head>
        <body>
        <main>
        <h1>%1$s</h1>
        %2$s
        </main>
        </body>
        </html>
        """
        .formatted(escape(title), body);
  }

  /// For texts and quoted values of attributes.
  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
