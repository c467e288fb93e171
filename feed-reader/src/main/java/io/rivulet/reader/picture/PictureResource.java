package io.rivulet.reader.picture;

import io.rivulet.keyspace.Shards;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/// `GET /avatar/:id.svg` and `GET /header/:id.svg`: a pattern in a colour of the account's own, the
/// same for ever.
@Path("/")
public final class PictureResource {
  private static final String TYPE = "image/svg+xml";
  private static final String DAY = "public, max-age=86400";

  @GET
  @Path("avatar/{id: [0-9]{1,19}}.svg")
  @Produces(TYPE)
  public Response avatar(@PathParam("id") String id) {
    return picture(
        id,
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 120">
        <rect width="120" height="120" fill="hsl(%1$d 45%% 45%%)"/>
        <circle cx="60" cy="46" r="22" fill="hsl(%1$d 60%% 85%%)"/>
        <path d="M16 120a44 40 0 0 1 88 0z" fill="hsl(%1$d 60%% 85%%)"/></svg>
        """);
  }

  @GET
  @Path("header/{id: [0-9]{1,19}}.svg")
  @Produces(TYPE)
  public Response header(@PathParam("id") String id) {
    return picture(
        id,
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1500 500">
        <rect width="1500" height="500" fill="hsl(%1$d 40%% 35%%)"/>
        <path d="M0 380q375-160 750 0t750 0v120H0z" fill="hsl(%1$d 45%% 45%%)"/></svg>
        """);
  }

  private static Response picture(String id, String svg) {
    int hue = Shards.of(id) * 360 / Shards.COUNT;
    return Response.ok(svg.formatted(hue)).header(HttpHeaders.CACHE_CONTROL, DAY).build();
  }
}
