package io.rivulet.reader.web;

import io.rivulet.service.ApiError;
import io.rivulet.service.ApiException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The page at every address that people see, among them those which statuses and accounts name as
/// their own (`/posts/1`, `/@ann`, `/tags/tea`), and its files below `/web`. All else stays as it
/// is: an unknown address is answered by JSON, as clients of the API expect.
@Path("/")
public final class WebResource {
  private static final String VIEWS =
      "home|web|web/signed-in|notifications|search|bookmarks"
          + "|@[^/]+|@[^/]+/[0-9]{1,19}|posts/[0-9]{1,19}|tags/[^/]+";
  private static final String YEAR = "public, max-age=31536000, immutable";

  private final WebFiles files;
  private final String policy;

  public WebResource() {
    this.files = WebFiles.load("index.html", "/web/");
    this.policy = policy(files.importMapHash());
  }

  /// What the page may do. A token is in reach of its scripts, so no script runs but its own files:
  /// none within the page, none of other hosts. Pictures come from where posts say they are, which
  /// may be anywhere, but not unencrypted.
  private static String policy(String importMap) {
    return "default-src 'none'; script-src 'self' "
        + importMap
        + "; style-src 'self'; img-src 'self' https: blob:; media-src 'self' https:"
        + "; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
  }

  @GET
  public Response start(@HeaderParam(HttpHeaders.ACCEPT_ENCODING) @Nullable String encodings) {
    return page(encodings);
  }

  @GET
  @Path("{view: " + VIEWS + "}")
  public Response view(@HeaderParam(HttpHeaders.ACCEPT_ENCODING) @Nullable String encodings) {
    return page(encodings);
  }

  @GET
  @Path("web/{version: [0-9a-f]+}/{name: [a-z.-]+}")
  public Response file(
      @PathParam("version") String version,
      @PathParam("name") String name,
      @HeaderParam(HttpHeaders.ACCEPT_ENCODING) @Nullable String encodings) {
    WebFile file = files.find(version, name).orElseThrow(() -> ApiException.of(ApiError.NOT_FOUND));
    return answer(file, encodings).header(HttpHeaders.CACHE_CONTROL, YEAR).build();
  }

  private Response page(@Nullable String encodings) {
    return answer(files.page(), encodings)
        .header(HttpHeaders.CACHE_CONTROL, "no-cache")
        .header("Content-Security-Policy", policy)
        .header("Referrer-Policy", "no-referrer")
        .header("Cross-Origin-Opener-Policy", "same-origin")
        .header("X-Frame-Options", "DENY")
        .build();
  }

  private static Response.ResponseBuilder answer(WebFile file, @Nullable String encodings) {
    boolean zipped = encodings != null && encodings.toLowerCase(Locale.ROOT).contains("gzip");
    Response.ResponseBuilder answer =
        Response.ok(zipped ? file.zipped() : file.plain(), file.type())
            .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    return zipped ? answer.header(HttpHeaders.CONTENT_ENCODING, "gzip") : answer;
  }
}
