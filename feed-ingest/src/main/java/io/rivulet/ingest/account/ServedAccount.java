package io.rivulet.ingest.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rivulet.account.AccountBody;
import io.rivulet.event.Profile;
import io.rivulet.ingest.answer.Fragments;
import io.rivulet.post.WebAddresses;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Reads an account back from the body that is served, since a record of `feed.accounts.v1` carries
/// everything and a request changes only a part.
///
/// @param profile with empty pictures where the default ones are served
public record ServedAccount(String username, Profile profile, Instant createdAt) {
  private static final ObjectMapper json = new JsonMapper();

  /// Reads a body.
  public static ServedAccount read(long id, AccountBody body, WebAddresses addresses) {
    JsonNode account =
        Fragments.parse(json, body.bytes(), body.fragmentOffset(), body.fragmentLength());
    Profile profile =
        new Profile(
            account.path("display_name").asText(""),
            Fragments.plainText(account.path("note").asText("")),
            picture(account, "avatar", addresses.defaultAvatar(id)),
            picture(account, "header", addresses.defaultHeader(id)),
            fields(account),
            account.path("bot").asBoolean(),
            account.path("locked").asBoolean(),
            body.postDefaults());
    return new ServedAccount(
        account.path("username").asText(),
        profile,
        Instant.parse(account.path("created_at").asText()));
  }

  /// Whether an account wants to approve its followers.
  public static boolean isLocked(AccountBody body) {
    return Fragments.parse(json, body.bytes(), body.fragmentOffset(), body.fragmentLength())
        .path("locked")
        .asBoolean();
  }

  private static String picture(JsonNode account, String name, String byDefault) {
    String picture = account.path(name).asText("");
    return picture.equals(byDefault) ? "" : picture;
  }

  private static List<Profile.Entry> fields(JsonNode account) {
    List<Profile.Entry> fields = new ArrayList<>();
    for (JsonNode field : account.path("fields")) {
      fields.add(
          new Profile.Entry(
              field.path("name").asText(), Fragments.plainText(field.path("value").asText())));
    }
    return fields;
  }
}
