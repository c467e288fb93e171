package io.rivulet.reader.notice;

import io.rivulet.id.Ids;
import io.rivulet.reader.fetch.Access;
import io.rivulet.reader.fetch.Patience;
import io.rivulet.reader.hydrate.Hydration;
import io.rivulet.reader.hydrate.Pages;
import io.rivulet.reader.hydrate.Profiles;
import io.rivulet.reader.hydrate.ServedNotice;
import io.rivulet.reader.hydrate.StatusWriter;
import io.rivulet.reader.kept.KeptValues;
import io.rivulet.reader.page.PageRequest;
import io.rivulet.service.Answers;
import io.rivulet.service.ApiError;
import io.rivulet.service.ApiException;
import io.rivulet.service.Auth;
import io.rivulet.service.Parameters;
import io.rivulet.service.Takes;
import io.rivulet.service.Viewer;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;

/// `GET /api/v1/notifications`: what the viewer was told of.
@Path("/api/v1/notifications")
@Produces(MediaType.APPLICATION_JSON)
public final class NoticesResource {
  private static final String SCOPE = "read:notifications";
  private static final int MOST_UNREAD = 100;
  private static final int MOST_UNREAD_LIMIT = 1_000;

  private final NoticePages notices;
  private final Patience patience;
  private final Pages pages;

  private NoticesResource(NoticePages notices, Patience patience, Pages pages) {
    this.notices = notices;
    this.patience = patience;
    this.pages = pages;
  }

  public static NoticesResource of(
      Access access,
      KeptValues kept,
      Hydration hydration,
      Profiles profiles,
      Patience patience,
      Pages pages) {
    return new NoticesResource(new NoticePages(access, kept, hydration, profiles), patience, pages);
  }

  @GET
  @Answers(listOf = "Notification")
  @Takes({"Paging", "NotificationFilter"})
  public Response notices(@Auth(SCOPE) Viewer viewer, @Context UriInfo uri) {
    Parameters query = Parameters.ofQuery(uri.getQueryParameters());
    PageRequest request = PageRequest.of(query, PageRequest.ACCOUNTS_LIMIT);
    NoticeFilter filter = NoticeFilter.of(query);
    List<ServedNotice> page = patience.read(() -> notices.read(viewer.account(), request, filter));
    return Pages.answer(
        StatusWriter.notices(page),
        page.isEmpty()
            ? null
            : pages.link(uri, page.getFirst().notice().id(), page.getLast().notice().id()));
  }

  @GET
  @Path("/{id}")
  @Answers("Notification")
  public byte[] notice(@Auth(SCOPE) Viewer viewer, @PathParam("id") String id) {
    return patience
        .read(() -> notices.find(viewer.account(), Ids.parse(id)))
        .map(StatusWriter::notice)
        .orElseThrow(() -> ApiException.of(ApiError.NOT_FOUND));
  }

  /// A page, newest first.
  public List<ServedNotice> page(long viewer, PageRequest request) {
    return patience.read(() -> notices.read(viewer, request, NoticeFilter.NONE));
  }

  /// How many are newer than the viewer's marker, up to a limit.
  @GET
  @Path("/unread_count")
  @Answers("UnreadCount")
  @Takes("NotificationFilter")
  public Map<String, Integer> unread(@Auth(SCOPE) Viewer viewer, @Context UriInfo uri) {
    Parameters query = Parameters.ofQuery(uri.getQueryParameters());
    int limit =
        query
            .id("limit")
            .map(asked -> (int) Math.min(asked, MOST_UNREAD_LIMIT))
            .orElse(MOST_UNREAD);
    NoticeFilter filter = NoticeFilter.of(query);
    long account = viewer.account();
    return Map.of("count", patience.read(() -> notices.unread(account, filter, limit)));
  }
}
