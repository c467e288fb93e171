package io.rivulet.reader.docs;

import io.rivulet.service.Answers;
import io.rivulet.service.ApiError;
import io.rivulet.service.ApiException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;

/// `GET /api/openapi.json`: the contract of all services together; `GET /api/docs`: Swagger UI,
/// which shows it. Both are files: the document is made from the code by a test of `deploy/e2e`,
/// which also finds when it is out of date.
@Path("/api")
public final class DocsResource {
  private static final String CSS = "text/css";
  private static final String JAVASCRIPT = "text/javascript";
  private static final String DAY = "public, max-age=86400";

  /// Scripts and data from here only, and nobody may frame it. Swagger UI sets styles on elements,
  /// and has its pictures in its style sheet.
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final Map<String, byte[]> files;
  private final byte[] document;
  private final byte[] page;

  public DocsResource() {
    this.document = read("openapi.json");
    this.page = read("page.html");
    String bundle = "/META-INF/resources/webjars/swagger-ui/" + version() + "/";
    this.files =
        Map.of(
            "start.js", read("start.js"),
            "swagger-ui.css", read(bundle + "swagger-ui.css"),
            "swagger-ui-bundle.js", read(bundle + "swagger-ui-bundle.js"));
  }

  @GET
  @Path("/openapi.json")
  @Produces(MediaType.APPLICATION_JSON)
  @Answers("OpenApi")
  public byte[] document() {
    return document.clone();
  }

  @GET
  @Path("/docs")
  @Produces(MediaType.TEXT_HTML)
  public Response page() {
    return Response.ok(page, MediaType.TEXT_HTML_TYPE.withCharset("utf-8"))
        .header("Content-Security-Policy", POLICY)
        .header("Referrer-Policy", "no-referrer")
        .header("Cross-Origin-Opener-Policy", "same-origin")
        .header("X-Frame-Options", "DENY")
        .build();
  }

  @GET
  @Path("/docs/{file}")
  @Produces({CSS, JAVASCRIPT})
  public Response file(@PathParam("file") String file) {
    byte[] content = files.get(file);
    if (content == null) {
      throw ApiException.of(ApiError.NOT_FOUND);
    }
    String type = file.endsWith(".css") ? CSS : JAVASCRIPT;
    return Response.ok(content, type + ";charset=utf-8")
        .header(HttpHeaders.CACHE_CONTROL, DAY)
        .build();
  }

  /// The folder of Swagger UI's files has its version in its name.
  private static String version() {
    Properties properties = new Properties();
    try (InputStream in = open("/META-INF/maven/org.webjars/swagger-ui/pom.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version", "");
  }

  private static byte[] read(String resource) {
    try (InputStream in = open(resource)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(resource, e);
    }
  }

  private static InputStream open(String resource) {
    InputStream in = DocsResource.class.getResourceAsStream(resource);
    if (in == null) {
      throw new IllegalStateException(resource + " is missing");
    }
    return in;
  }
}
