package io.rivulet.local.login;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who is signed in at this provider, by a cookie that only its own pages get. Kept in memory:
/// after a restart people sign in anew.
///
/// Somebody who is not signed in has a session too, so that the sign-in form is protected against
/// requests from elsewhere as the others are.
final class Sessions {
  private static final String COOKIE = "rivulet_login";
  private static final Duration LIFE = Duration.ofHours(12);
  private static final int MOST = 10_000;

  private final String attributes;
  private final Cache<String, Session> sessions =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterAccess(LIFE).build();

  /// @param publicUrl under which browsers come: the cookie of one that is encrypted is never sent
  ///   without encryption
  Sessions(String publicUrl) {
    this.attributes =
        "; Path=/oauth; HttpOnly; SameSite=Lax"
            + (publicUrl.startsWith("https:") ? "; Secure" : "");
  }

  /// @param id value of the cookie
  /// @param csrf what a form of this session has to bring along
  /// @param person nobody before signing in
  record Session(String id, String csrf, Optional<People.Person> person) {
    /// Whether a form comes from a page that was made for this session.
    boolean sent(@Nullable String csrf) {
      return csrf != null && Secrets.same(this.csrf, csrf);
    }
  }

  /// The session of a cookie, else a new one of nobody.
  ///
  /// @param cookies the header, in which a browser sends all cookies of a host
  Session of(@Nullable String cookies) {
    return find(cookies).orElseGet(() -> begin(Optional.empty()));
  }

  private Optional<Session> find(@Nullable String cookies) {
    if (cookies != null) {
      for (String cookie : cookies.split(";", -1)) {
        String[] pair = cookie.strip().split("=", 2);
        if (pair.length == 2 && pair[0].equals(COOKIE)) {
          return Optional.ofNullable(sessions.getIfPresent(pair[1]));
        }
      }
    }
    return Optional.empty();
  }

  /// A new session in place of another: whoever knew the id of that one, knows nothing of this one.
  Session renew(Session before, Optional<People.Person> person) {
    sessions.invalidate(before.id());
    return begin(person);
  }

  private Session begin(Optional<People.Person> person) {
    Session session = new Session(Secrets.make(), Secrets.make(), person);
    sessions.put(session.id(), session);
    return session;
  }

  /// The value of `Set-Cookie`: not for scripts, and not with requests that other sites make.
  String cookie(Session session) {
    return COOKIE + "=" + session.id() + attributes;
  }
}
