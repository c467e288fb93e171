package io.rivulet.local.login;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// `GET /oauth/style.css`: how the pages look.
@Path("/oauth/style.css")
@Produces("text/css;charset=utf-8")
public final class StyleResource {
  private final byte[] style;

  StyleResource() {
    try (InputStream in = StyleResource.class.getResourceAsStream("style.css")) {
      if (in == null) {
        throw new IllegalStateException("resource missing: style.css");
      }
      style = in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @GET
  public byte[] style() {
    return style.clone();
  }
}
