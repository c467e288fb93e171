package io.rivulet.local.login;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.Map;

/// Answers an [OAuthException] as `{"error":"…","error_description":"…"}`.
final class OAuthErrorMapper implements ExceptionMapper<OAuthException> {
  @Override
  public Response toResponse(OAuthException thrown) {
    Response.ResponseBuilder answer =
        Response.status(thrown.error().status())
            .type(MediaType.APPLICATION_JSON_TYPE.withCharset("utf-8"))
            .entity(
                Map.of("error", thrown.error().code(), "error_description", thrown.description()));
    if (thrown.error() == OAuthError.INVALID_CLIENT) {
      answer.header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Rivulet\"");
    }
    return answer.build();
  }
}
