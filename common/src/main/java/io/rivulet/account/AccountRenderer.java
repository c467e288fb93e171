package io.rivulet.account;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rivulet.event.AccountUpdated;
import io.rivulet.event.Profile;
import io.rivulet.post.HtmlText;
import io.rivulet.post.ServedJson;
import io.rivulet.post.WebAddresses;
import java.io.IOException;
import java.util.List;

/// Renders an account as the Account of the HTTP API, once, when it is written.
///
/// The fragment has every member of an Account but `followers_count`, `following_count`,
/// `statuses_count` and `last_status_at`, which the reader puts beside it. Pictures are never
/// empty, since clients show them without looking: whoever serves the API answers the default
/// addresses of [WebAddresses].
public final class AccountRenderer {

  private final WebAddresses addresses;

  public AccountRenderer(WebAddresses addresses) {
    this.addresses = addresses;
  }

  /// The members of the Account, without braces, as UTF-8.
  public byte[] fragment(AccountUpdated account) {
    return ServedJson.fragment(json -> write(json, account));
  }

  private void write(JsonGenerator json, AccountUpdated account) throws IOException {
    Profile profile = account.profile();
    json.writeStringField("id", Long.toString(account.id()));
    json.writeStringField("username", account.username());
    json.writeStringField("acct", account.username());
    json.writeStringField("display_name", profile.displayName());
    json.writeBooleanField("locked", profile.locked());
    json.writeBooleanField("bot", profile.bot());
    json.writeBooleanField("group", false);
    json.writeBooleanField("discoverable", true);
    json.writeBooleanField("indexable", false);
    ServedJson.time(json, "created_at", account.createdAt());
    json.writeStringField("note", html(profile.note()));
    json.writeStringField("url", addresses.profile(account.username()));
    json.writeStringField("uri", addresses.account(account.id()));
    writePicture(json, "avatar", profile.avatar(), addresses.defaultAvatar(account.id()));
    writePicture(json, "header", profile.header(), addresses.defaultHeader(account.id()));
    json.writeBooleanField("hide_collections", false);
    ServedJson.empty(json, "emojis");
    writeFields(json, profile.fields());
    ServedJson.empty(json, "roles");
  }

  private String html(String text) {
    return HtmlText.render(text, List.of(), addresses);
  }

  private static void writePicture(JsonGenerator json, String name, String given, String otherwise)
      throws IOException {
    String picture = given.isEmpty() ? otherwise : given;
    json.writeStringField(name, picture);
    json.writeStringField(name + "_static", picture);
  }

  private void writeFields(JsonGenerator json, List<Profile.Entry> fields) throws IOException {
    json.writeArrayFieldStart("fields");
    for (Profile.Entry field : fields) {
      json.writeStartObject();
      json.writeStringField("name", field.name());
      json.writeStringField("value", html(field.value()));
      json.writeNullField("verified_at");
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
