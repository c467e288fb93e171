package io.rivulet.reader.instance;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rivulet.event.Limits;
import io.rivulet.media.MediaFormat;
import io.rivulet.media.MediaLimits;
import io.rivulet.service.Answers;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.function.Supplier;

/// `GET /api/v1/instance` and `GET /api/v2/instance`: the same facts in two shapes. What cannot be
/// done here, such as polls, has a limit of 0. Accounts and posts are counted by the index; without
/// one those numbers are 0 too.
@Path("/api")
@Produces(MediaType.APPLICATION_JSON)
public final class InstanceResource {
  /// Clients read the number in front and switch features on by it: this is the oldest one that has
  /// all that Rivulet serves.
  private static final String VERSION = "4.2.0 (compatible; Rivulet %s)";

  static final String OWN_VERSION = "0.1.0";

  private static final JsonMapper json = new JsonMapper();

  private final ObjectNode first;
  private final byte[] second;
  private final byte[] extended;
  private final Supplier<InstanceSize> size;

  public InstanceResource(
      InstanceSettings settings, MediaLimits media, String publicUrl, Supplier<InstanceSize> size) {
    URI address = URI.create(publicUrl);
    String streaming =
        ("https".equals(address.getScheme()) ? "wss://" : "ws://") + address.getRawAuthority();
    try {
      this.first = first(settings, media, address, streaming);
      this.second = json.writeValueAsBytes(second(settings, media, address, streaming));
      this.extended = json.writeValueAsBytes(extended(settings));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.size = size;
  }

  @GET
  @Path("/v1/instance")
  @Answers("FirstInstance")
  public byte[] first() throws IOException {
    InstanceSize now = size.get();
    ObjectNode counted = first.deepCopy();
    counted
        .putObject("stats")
        .put("user_count", now.accounts())
        .put("status_count", now.statuses())
        .put("domain_count", 0);
    return json.writeValueAsBytes(counted);
  }

  @GET
  @Path("/v2/instance")
  @Answers("Instance")
  public byte[] second() {
    return second.clone();
  }

  @GET
  @Path("/v1/instance/extended_description")
  @Answers("ExtendedDescription")
  public byte[] extended() {
    return extended.clone();
  }

  /// It changes with the configuration, of whose last change nothing is known.
  private static ObjectNode extended(InstanceSettings settings) {
    return json.createObjectNode()
        .put("updated_at", "1970-01-01T00:00:00.000Z")
        .put("content", "<p>" + escaped(settings.description()) + "</p>");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }

  private static ObjectNode first(
      InstanceSettings settings, MediaLimits media, URI address, String streaming)
      throws IOException {
    ObjectNode instance = json.createObjectNode();
    instance
        .put("uri", address.getRawAuthority())
        .put("title", settings.title())
        .put("short_description", settings.description())
        .put("description", settings.description())
        .put("email", settings.email())
        .put("version", VERSION.formatted(OWN_VERSION));
    instance.putObject("urls").put("streaming_api", streaming);
    instance.putObject("stats");
    instance.putNull("thumbnail");
    settings.languages().forEach(instance.putArray("languages")::add);
    instance.put("registrations", false).put("approval_required", false);
    instance.put("invites_enabled", false);
    instance.set("configuration", configuration(media));
    instance.putNull("contact_account");
    instance.putArray("rules");
    return instance;
  }

  private static ObjectNode second(
      InstanceSettings settings, MediaLimits media, URI address, String streaming)
      throws IOException {
    ObjectNode instance = json.createObjectNode();
    instance
        .put("domain", address.getRawAuthority())
        .put("title", settings.title())
        .put("version", VERSION.formatted(OWN_VERSION))
        .put("source_url", "")
        .put("description", settings.description());
    instance.putObject("usage").putObject("users").put("active_month", 0);
    instance.putObject("thumbnail").put("url", address + "/header/0.svg").put("description", "");
    instance.putArray("icon");
    settings.languages().forEach(instance.putArray("languages")::add);
    instance.set("configuration", secondConfiguration(media, streaming));
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

  private static ObjectNode secondConfiguration(MediaLimits media, String streaming)
      throws IOException {
    ObjectNode configuration = configuration(media);
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

  private static ObjectNode configuration(MediaLimits media) throws IOException {
    try (InputStream resource = InstanceResource.class.getResourceAsStream("configuration.json")) {
      ObjectNode configuration = (ObjectNode) json.readTree(resource);
      configuration.withObject("/accounts").put("max_pinned_statuses", Limits.PINS);
      configuration
          .withObject("/statuses")
          .put("max_characters", Limits.TEXT)
          .put("max_media_attachments", MediaLimits.UPLOADS_PER_POST);
      ObjectNode attachments = configuration.withObject("/media_attachments");
      attachments
          .put("image_size_limit", media.imageBytes())
          .put("image_matrix_limit", media.imagePixels())
          .put("video_size_limit", media.videoBytes());
      ArrayNode types = attachments.putArray("supported_mime_types");
      for (MediaFormat format : MediaFormat.values()) {
        types.add(format.type());
      }
      return configuration;
    }
  }
}
