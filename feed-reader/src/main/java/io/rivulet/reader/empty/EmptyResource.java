package io.rivulet.reader.empty;

import io.rivulet.service.Answers;
import io.rivulet.service.Auth;
import io.rivulet.service.Viewer;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;

/// What there is none of, and who may ask for it. A method is removed when there is some.
@Path("/api")
@Produces(MediaType.APPLICATION_JSON)
public final class EmptyResource {
  @GET
  @Path("/v1/custom_emojis")
  @Answers("None")
  public List<Object> customEmojis() {
    return List.of();
  }

  @GET
  @Path("/v1/trends")
  @Answers("None")
  public List<Object> trends() {
    return List.of();
  }

  @GET
  @Path("/v1/trends/tags")
  @Answers("None")
  public List<Object> trendingTags() {
    return List.of();
  }

  @GET
  @Path("/v1/trends/statuses")
  @Answers("None")
  public List<Object> trendingStatuses() {
    return List.of();
  }

  @GET
  @Path("/v1/trends/links")
  @Answers("None")
  public List<Object> trendingLinks() {
    return List.of();
  }

  @GET
  @Path("/v1/instance/rules")
  @Answers("None")
  public List<Object> rules() {
    return List.of();
  }

  @GET
  @Path("/v1/instance/domain_blocks")
  @Answers("None")
  public List<Object> blockedDomains() {
    return List.of();
  }

  @GET
  @Path("/v1/instance/peers")
  @Answers("None")
  public List<Object> peers() {
    return List.of();
  }

  @GET
  @Path("/v1/instance/translation_languages")
  @Answers("Empty")
  public Map<String, Object> translations() {
    return Map.of();
  }

  @GET
  @Path("/v1/announcements")
  @Answers("None")
  public List<Object> announcements(@Auth Viewer viewer) {
    return List.of();
  }

  @GET
  @Path("/v2/filters")
  @Answers("None")
  public List<Object> filters(@Auth("read:filters") Viewer viewer) {
    return List.of();
  }

  @GET
  @Path("/v1/filters")
  @Answers("None")
  public List<Object> oldFilters(@Auth("read:filters") Viewer viewer) {
    return List.of();
  }

  @GET
  @Path("/v1/followed_tags")
  @Answers("None")
  public List<Object> followedTags(@Auth("read:follows") Viewer viewer) {
    return List.of();
  }

  @GET
  @Path("/v1/conversations")
  @Answers("None")
  public List<Object> conversations(@Auth("read:statuses") Viewer viewer) {
    return List.of();
  }

  @GET
  @Path("/v1/featured_tags")
  @Answers("None")
  public List<Object> featuredTags(@Auth("read:accounts") Viewer viewer) {
    return List.of();
  }

  @GET
  @Path("/v1/featured_tags/suggestions")
  @Answers("None")
  public List<Object> suggestedTags(@Auth("read:accounts") Viewer viewer) {
    return List.of();
  }

  @GET
  @Path("/v1/endorsements")
  @Answers("None")
  public List<Object> endorsements(@Auth("read:accounts") Viewer viewer) {
    return List.of();
  }

  @GET
  @Path("/v2/suggestions")
  @Answers("None")
  public List<Object> suggestions(@Auth Viewer viewer) {
    return List.of();
  }

  @GET
  @Path("/v1/suggestions")
  @Answers("None")
  public List<Object> oldSuggestions(@Auth Viewer viewer) {
    return List.of();
  }

  @GET
  @Path("/v1/scheduled_statuses")
  @Answers("None")
  public List<Object> scheduledStatuses(@Auth("read:statuses") Viewer viewer) {
    return List.of();
  }

  @GET
  @Path("/v1/domain_blocks")
  @Answers("None")
  public List<Object> domainBlocks(@Auth("read:blocks") Viewer viewer) {
    return List.of();
  }
}
