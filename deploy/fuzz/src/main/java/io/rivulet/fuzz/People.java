package io.rivulet.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rivulet.local.LocalTokens;
import io.rivulet.local.client.Call;
import io.rivulet.local.client.FeedApi;
import io.rivulet.local.client.FeedClient;
import io.rivulet.local.client.RelationChange;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Who and what the cases speak of: accounts, their tokens, a post. What cases wear out, as a post
/// that one of them deletes, is made anew by [#renew()].
final class People {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final FeedApi api;
  private final FeedClient client;
  private final LocalTokens tokens;
  private int accounts;
  private final Map<String, String> values = new ConcurrentHashMap<>();

  /// Creates the accounts.
  People(String address, LocalTokens tokens) {
    this.api = new FeedApi(address);
    this.client = new FeedClient(address);
    this.tokens = tokens;
    begin();
  }

  /// Takes new accounts: what a door did to those before is not the next one's business.
  void begin() {
    long self = account("fuzz_self_" + accounts);
    long other = account("fuzz_other_" + accounts);
    accounts++;
    values.put("self", Long.toString(self));
    values.put("other", Long.toString(other));
    values.put("token", tokens.of(self));
    values.put("others", tokens.of(other));
    var _ = client.change(tokens.of(other), self, new RelationChange.Follow(true));
    renew();
  }

  private long account(String name) {
    return client.createAccount(tokens.operator(), name, false).path("id").asLong();
  }

  /// What `{{name}}` stands for.
  Map<String, String> values() {
    return values;
  }

  String value(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException(name);
    }
    return value;
  }

  /// Makes a new post, and new tokens of those that cases take back or that end soon.
  void renew() {
    values.put("operator", tokens.operator());
    values.put("spare", tokens.of(Long.parseLong(value("other"))));
    values.put("post", publish("Something to answer, boost and delete"));
    deleteLists();
  }

  /// An account may have some dozens only.
  private void deleteLists() {
    String token = value("token");
    for (JsonNode list : api.send(Call.get("/api/v1/lists", token)).body()) {
      String path = "/api/v1/lists/" + list.path("id").asText();
      var _ = api.send(new Call("DELETE", path, token, null, null));
    }
  }

  /// Publishes a post of `self` and tells its id.
  String publish(String text) {
    ObjectNode status = JSON.objectNode().put("status", text);
    return client.post(value("token"), status).path("id").asText();
  }

  /// Whether a post is on the first page of the home timeline of `other`, who follows `self`.
  boolean delivered(String post) {
    for (JsonNode status : client.home(value("others"), 40)) {
      if (status.path("id").asText().equals(post)) {
        return true;
      }
    }
    return false;
  }

  /// Whether a post is found by a search for its words.
  boolean found(String words, String post) {
    String query = URLEncoder.encode(words, StandardCharsets.UTF_8);
    Call search = Call.get("/api/v2/search?type=statuses&q=" + query, value("others"));
    for (JsonNode status : api.send(search).body().path("statuses")) {
      if (status.path("id").asText().equals(post)) {
        return true;
      }
    }
    return false;
  }
}
