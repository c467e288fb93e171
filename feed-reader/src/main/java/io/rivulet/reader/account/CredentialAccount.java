package io.rivulet.reader.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rivulet.event.PostDefaults;
import io.rivulet.post.StatusRenderer;
import io.rivulet.reader.hydrate.Profile;
import io.rivulet.reader.hydrate.StatusWriter;
import java.io.IOException;
import java.io.UncheckedIOException;

/// The viewer's own account: an account with what its settings page shows.
///
/// It is asked once when a client starts, so here the stored JSON is parsed.
final class CredentialAccount {
  private static final JsonMapper json = new JsonMapper();

  private CredentialAccount() {}

  /// @param requests how many accounts asked to follow this one
  static byte[] of(Profile profile, int requests) {
    try {
      ObjectNode account = (ObjectNode) json.readTree(StatusWriter.account(profile));
      ObjectNode source = account.putObject("source");
      PostDefaults defaults = profile.body().postDefaults();
      source
          .put("privacy", StatusRenderer.visibility(defaults.visibility()))
          .put("sensitive", defaults.sensitive())
          .put("language", defaults.language() == null ? "" : defaults.language());
      source.put("note", PlainText.of(account.path("note").asText()));
      var fields = source.putArray("fields");
      for (JsonNode field : account.path("fields")) {
        fields
            .addObject()
            .put("name", field.path("name").asText())
            .put("value", PlainText.of(field.path("value").asText()))
            .putNull("verified_at");
      }
      source.put("follow_requests_count", requests);
      source.set("hide_collections", account.path("hide_collections"));
      source.set("discoverable", account.path("discoverable"));
      source.set("indexable", account.path("indexable"));
      source.put("quote_policy", "nobody");
      account
          .putObject("role")
          .put("id", "-99")
          .put("name", "")
          .put("color", "")
          .put("permissions", "0")
          .put("highlighted", false);
      return json.writeValueAsBytes(account);
    } catch (IOException e) {
      throw new UncheckedIOException("the stored account is no JSON", e);
    }
  }
}
