package io.rivulet.reader.instance;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rivulet.event.Limits;
import io.rivulet.service.Answers;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;

/// `GET /api/v1/instance` and `GET /api/v2/instance`: the same facts in two shapes. What cannot be
/// done here, such as uploading media or polls, has a limit of 0. Accounts and posts are not
/// counted over all shards, so those numbers are 0 too.
@Path("/api")
@Produces(MediaType.APPLICATION_JSON)
public final class InstanceResource {
  /// Clients read the number in front and switch features on by it: this is the oldest one that has
  /// all that Rivulet serves.
  private static final String VERSION = "4.2.0 (compatible; Rivulet 0.1.0)";

  private static final JsonMapper json = new JsonMapper();

  private final byte[] first;
  private final byte[] second;

  public InstanceResource(InstanceSettings settings, String publicUrl) {
    URI address = URI.create(publicUrl);
    String streaming =
        ("https".equals(address.getScheme()) ? "wss://" : "ws://") + address.getRawAuthority();
    try {
      this.first = json.writeValueAsBytes(first(settings, address, streaming));
      this.second = json.writeValueAsBytes(second(settings, address, streaming));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @GET
  @Path("/v1/instance")
  @Answers("FirstInstance")
  public byte[] first() {
    return first.clone();
  }

  @GET
  @Path("/v2/instance")
  @Answers("Instance")
  public byte[] second() {
    return second.clone();
  }

  private static ObjectNode first(InstanceSettings settings, URI address, String streaming)
      throws IOException {
    ObjectNode instance = json.createObjectNode();
    instance
        .put("uri", address.getRawAuthority())
        .put("title", settings.title())
        .put("short_description", settings.description())
        .put("description", settings.description())
        .put("email", settings.email())
        .put("version", VERSION);
    instance.putObject("urls").put("streaming_api", streaming);
    instance.putObject("stats").put("user_count", 0).put("status_count", 0).put("domain_count", 0);
    instance.putNull("thumbnail");
    settings.languages().forEach(instance.putArray("languages")::add);
    instance.put("registrations", false).put("approval_required", false);
    instance.put("invites_enabled", false);
    instance.set("configuration", configuration());
    instance.putNull("contact_account");
    instance.putArray("rules");
    return instance;
  }

  private static ObjectNode second(InstanceSettings settings, URI address, String streaming)
      throws IOException {
    ObjectNode instance = json.createObjectNode();
    instance
        .put("domain", address.getRawAuthority())
        .put("title", settings.title())
        .put("version", VERSION)
        .put("source_url", "")
        .put("description", settings.description());
    instance.putObject("usage").putObject("users").put("active_month", 0);
    instance.putObject("thumbnail").put("url", address + "/header/0.svg").put("description", "");
    instance.putArray("icon");
    settings.languages().forEach(instance.putArray("languages")::add);
    instance.set("configuration", secondConfiguration(streaming));
    instance
        .putObject("registrations")
        .put("enabled", false)
        .put("approval_required", false)
        .putNull("message")
        .putNull("url");
    instance.putObject("api_versions").put("mastodon", 1);
    instance.putObject("contact").put("email", settings.email()).putNull("account");
    instance.putArray("rules");
    return instance;
  }

  private static ObjectNode secondConfiguration(String streaming) throws IOException {
    ObjectNode configuration = configuration();
    configuration
        .putObject("urls")
        .put("streaming", streaming)
        .putNull("status")
        .putNull("about")
        .putNull("privacy_policy")
        .putNull("terms_of_service");
    configuration.putObject("vapid").put("public_key", "");
    configuration.withObject("/media_attachments").put("description_limit", Limits.DESCRIPTION);
    configuration.putObject("translation").put("enabled", false);
    configuration.put("limited_federation", true);
    return configuration;
  }

  private static ObjectNode configuration() throws IOException {
    try (InputStream resource = InstanceResource.class.getResourceAsStream("configuration.json")) {
      ObjectNode configuration = (ObjectNode) json.readTree(resource);
      configuration
          .withObject("/statuses")
          .put("max_characters", Limits.TEXT)
          .put("max_media_attachments", Limits.MEDIA);
      return configuration;
    }
  }
}
