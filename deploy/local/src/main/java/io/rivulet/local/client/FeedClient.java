package io.rivulet.local.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rivulet.local.LocalException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// A client of the HTTP API. Every failure is a [LocalException] that says what the service said.
public final class FeedClient {
  /// The most follow requests that are listed at once.
  private static final int REQUESTS = 80;

  private final Carrier api;

  /// @param address scheme, host and port of the API
  public FeedClient(String address) {
    this(new FeedApi(address));
  }

  public FeedClient(Carrier api) {
    this.api = api;
  }

  /// Creates an account.
  ///
  /// @param operatorToken with the scope `admin`
  /// @param locked whether it wants to approve its followers
  /// @return the account
  public JsonNode createAccount(String operatorToken, String username, boolean locked) {
    ObjectNode account = empty().put("username", username).put("locked", locked);
    return send(Call.post("/api/v1/accounts", operatorToken, account));
  }

  /// Makes an account approve its followers from now on, or not.
  public JsonNode lock(String token, boolean locked) {
    return send(
        new Call(
            "PATCH",
            "/api/v1/accounts/update_credentials",
            token,
            empty().put("locked", locked),
            null));
  }

  /// The id of an account that is given by its id or its username, with or without `@`.
  public long account(String idOrName) {
    String path =
        idOrName.matches("\\d{6,19}")
            ? "/api/v1/accounts/" + idOrName
            : "/api/v1/accounts/lookup?acct=" + encode(withoutAt(idOrName));
    return find(path, null)
        .map(account -> account.path("id").asLong())
        .orElseThrow(
            () ->
                new LocalException(
                    "No account %s: create it with `deploy/rivulet account %s`"
                        .formatted(idOrName, withoutAt(idOrName))));
  }

  private static String withoutAt(String name) {
    return name.startsWith("@") ? name.substring(1) : name;
  }

  public boolean hasAccount(String username) {
    return findAccount(username).isPresent();
  }

  /// The account of a username, as the API has it.
  public Optional<JsonNode> findAccount(String username) {
    return find("/api/v1/accounts/lookup?acct=" + encode(username), null);
  }

  public boolean hasStatus(long id) {
    return find("/api/v1/statuses/" + id, null).isPresent();
  }

  /// Publishes a post.
  ///
  /// @param status the members of the request, as the API has them
  /// @return the status
  public JsonNode post(String token, ObjectNode status) {
    return send(Call.post("/api/v1/statuses", token, status));
  }

  /// Boosts a post.
  ///
  /// @return the boost
  public JsonNode boost(String token, String post) {
    return send(Call.post("/api/v1/statuses/" + encode(post) + "/reblog", token, empty()));
  }

  /// Deletes a post, or takes a boost back.
  public JsonNode delete(String token, String post) {
    return send(new Call("DELETE", "/api/v1/statuses/" + encode(post), token, null, null));
  }

  /// Changes what the target is to whoever the token speaks for.
  ///
  /// @return the relationship
  public JsonNode change(String token, long target, RelationChange change) {
    return send(change.call(token, target));
  }

  /// Who asks to follow whoever the token speaks for, at most 80: the accounts.
  public List<JsonNode> requests(String token) {
    JsonNode accounts = send(Call.get("/api/v1/follow_requests?limit=" + REQUESTS, token));
    return StreamSupport.stream(accounts.spliterator(), false).toList();
  }

  /// Accepts or rejects a request to follow.
  ///
  /// @return the relationship
  public JsonNode answer(String token, long requester, boolean accept) {
    String verb = accept ? "authorize" : "reject";
    return send(
        Call.post("/api/v1/follow_requests/%d/%s".formatted(requester, verb), token, empty()));
  }

  /// The newest statuses of the home timeline of whoever the token speaks for.
  public JsonNode home(String token, int limit) {
    return send(Call.get("/api/v1/timelines/home?limit=" + limit, token));
  }

  private JsonNode send(Call call) {
    return api.send(call).require();
  }

  private Optional<JsonNode> find(String path, @Nullable String token) {
    Answer answer = api.send(Call.get(path, token));
    return answer.notFound() ? Optional.empty() : Optional.of(answer.require());
  }

  private static ObjectNode empty() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
