package io.rivulet.local.login;

import io.rivulet.local.LocalException;
import io.rivulet.service.Body;
import io.rivulet.service.Parameters;
import io.rivulet.service.Takes;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// `/oauth/authorize`: who are you, and may this application act for you? What the application
/// asked for stays in the query string from page to page, and is judged anew each time.
@Path(AuthorizeResource.PATH)
@Produces(MediaType.TEXT_HTML)
public final class AuthorizeResource {
  static final String PATH = "/oauth/authorize";

  private final ClientApps apps;
  private final Grants grants;
  private final Sessions sessions;
  private final People people;
  private final Clock clock;
  private final String ownPage;

  /// @param ownPage where the page of this very host is answered: whoever signs in there has come
  ///   to use it, and is not asked whether it may act for him
  AuthorizeResource(
      ClientApps apps,
      Grants grants,
      Sessions sessions,
      People people,
      Clock clock,
      String ownPage) {
    this.ownPage = ownPage;
    this.apps = apps;
    this.grants = grants;
    this.sessions = sessions;
    this.people = people;
    this.clock = clock;
  }

  @GET
  @Takes("AuthorizationRequest")
  public Response ask(
      @Context UriInfo uri, @HeaderParam(HttpHeaders.COOKIE) @Nullable String cookies) {
    return answer(
        () -> {
          Authorization asked = asked(uri);
          Sessions.Session session = sessions.of(cookies);
          Optional<People.Person> person = session.person().filter(_ -> !asked.forceLogin());
          if (person.isPresent() && isOwnPage(asked)) {
            return leave(allowed(asked, person.get()));
          }
          String page =
              person
                  .map(who -> LoginPages.consent(query(uri), session, asked, who))
                  .orElseGet(() -> signIn(uri, session, asked, ""));
          return LoginPages.answer(200, page, asked, sessions.cookie(session));
        });
  }

  /// Takes `account`, with or without `@`, and `password`.
  @POST
  @Path("/sign_in")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Takes("SigningIn")
  public Response signIn(
      @Context UriInfo uri,
      @HeaderParam(HttpHeaders.COOKIE) @Nullable String cookies,
      @Body Parameters form) {
    return submitted(
        uri,
        cookies,
        form,
        (asked, session) -> {
          Optional<People.Person> person =
              people.signIn(
                  form.string("account").orElse(""), form.string("password").orElse(null));
          if (person.isPresent()) {
            return again(uri, sessions.renew(session, person));
          }
          String page = signIn(uri, session, asked, "No such account, or a wrong password.");
          return LoginPages.answer(422, page, asked, sessions.cookie(session));
        });
  }

  @POST
  @Path("/sign_out")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Takes("SigningOut")
  public Response signOut(
      @Context UriInfo uri,
      @HeaderParam(HttpHeaders.COOKIE) @Nullable String cookies,
      @Body Parameters form) {
    return submitted(
        uri, cookies, form, (_, session) -> again(uri, sessions.renew(session, Optional.empty())));
  }

  /// Takes `decision`: `allow`, or anything else.
  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Takes("Consent")
  public Response decide(
      @Context UriInfo uri,
      @HeaderParam(HttpHeaders.COOKIE) @Nullable String cookies,
      @Body Parameters form) {
    boolean allowed = form.string("decision").orElse("").equals("allow");
    return submitted(
        uri,
        cookies,
        form,
        (asked, session) ->
            session
                .person()
                .map(person -> allowed ? allowed(asked, person) : asked.denied())
                .map(AuthorizeResource::leave)
                .orElseGet(() -> again(uri, session)));
  }

  /// Only with PKCE: the code is then of no use to whoever else may have begun this.
  private boolean isOwnPage(Authorization asked) {
    return asked.redirectUri().equals(ownPage) && asked.challenge() != null;
  }

  private Authorization.Redirect allowed(Authorization asked, People.Person person) {
    Duration life =
        asked.redirectUri().equals(ClientApp.OUT_OF_BAND) ? Grants.LIFE_OUT_OF_BAND : Grants.LIFE;
    return asked.allowed(
        grants.open(
            new Grant(
                asked.app().clientId(),
                asked.redirectUri(),
                person.account(),
                asked.scopes(),
                asked.challenge(),
                clock.instant().plus(life))));
  }

  private Authorization asked(UriInfo uri) {
    return Authorization.of(Parameters.ofQuery(uri.getQueryParameters()), apps);
  }

  private String signIn(
      UriInfo uri, Sessions.Session session, Authorization asked, String problem) {
    return LoginPages.signIn(query(uri), session, asked, people.offered(), problem);
  }

  /// A form counts only if it comes from a page that was made for the same session.
  private Response submitted(
      UriInfo uri,
      @Nullable String cookies,
      Parameters form,
      BiFunction<Authorization, Sessions.Session, Response> next) {
    return answer(
        () -> {
          Authorization asked = asked(uri);
          Sessions.Session session = sessions.of(cookies);
          return session.sent(form.string("csrf").orElse(null))
              ? next.apply(asked, session)
              : LoginPages.failure(403, "This page is too old. Go back and load it again.");
        });
  }

  private static Response answer(Supplier<Response> answer) {
    try {
      return answer.get();
    } catch (Authorization.UntrustedException e) {
      return LoginPages.failure(400, String.valueOf(e.getMessage()));
    } catch (Authorization.RefusedException e) {
      return leave(e.redirect());
    } catch (People.GuessedTooOftenException e) {
      return LoginPages.failure(
          429, "This account was tried too often. Try again later.", e.seconds());
    } catch (LocalException _) {
      return LoginPages.failure(503, "The services are away. Try again in a moment.");
    }
  }

  private static Response leave(Authorization.Redirect redirect) {
    return redirect
        .to()
        .map(to -> LoginPages.secured(Response.status(Response.Status.FOUND).location(to)).build())
        .orElseGet(() -> LoginPages.shown(redirect.values()));
  }

  /// Back to the first page, now as somebody else: a sign-in that was demanded has happened.
  private Response again(UriInfo uri, Sessions.Session session) {
    var to =
        uri.getBaseUriBuilder()
            .path(PATH)
            .replaceQuery(query(uri))
            .replaceQueryParam("force_login")
            .build();
    return LoginPages.secured(
            Response.seeOther(to).header(HttpHeaders.SET_COOKIE, sessions.cookie(session)))
        .build();
  }

  private static String query(UriInfo uri) {
    return String.valueOf(uri.getRequestUri().getRawQuery());
  }
}
