package io.rivulet.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.glassfish.jersey.media.multipart.BodyPart;
import org.glassfish.jersey.media.multipart.FormDataBodyPart;
import org.glassfish.jersey.media.multipart.FormDataMultiPart;
import org.glassfish.jersey.server.ContainerRequest;

/// Reads the three formats of a request body into one shape. Text that is not UTF-8 is refused
/// rather than repaired: a repaired character would be stored for ever.
final class RequestBody {
  private static final ObjectMapper json = new JsonMapper();
  private static final MediaType MULTIPART = MediaType.MULTIPART_FORM_DATA_TYPE;
  private static final MediaType FORM = MediaType.APPLICATION_FORM_URLENCODED_TYPE;

  private RequestBody() {}

  static Parameters read(ContainerRequest request) {
    if (!request.hasEntity()) {
      return Parameters.EMPTY;
    }
    MediaType type = request.getMediaType();
    try {
      if (type == null || MediaType.APPLICATION_JSON_TYPE.isCompatible(type)) {
        return ofJson(request.getEntityStream().readAllBytes());
      }
      if (FORM.isCompatible(type)) {
        return ofForm(utf8(request.getEntityStream().readAllBytes()));
      }
      if (MULTIPART.isCompatible(type)) {
        return ofMultipart(request);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw ApiException.of(ApiError.UNSUPPORTED_MEDIA_TYPE);
  }

  static Parameters ofJson(byte[] body) throws IOException {
    if (body.length == 0) {
      return Parameters.EMPTY;
    }
    try {
      JsonNode tree = json.readTree(utf8(body));
      if (tree instanceof ObjectNode members) {
        return new Parameters(members);
      }
    } catch (JsonProcessingException e) {
      throw ApiException.of(ApiError.MALFORMED);
    }
    throw ApiException.of(ApiError.MALFORMED);
  }

  static Parameters ofForm(String body) {
    ParameterTree tree = new ParameterTree();
    for (String pair : body.split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        tree.add(decoded(name), equals < 0 ? "" : decoded(pair.substring(equals + 1)));
      }
    }
    return new Parameters(tree.root());
  }

  private static Parameters ofMultipart(ContainerRequest request) {
    if (!request.getMediaType().getParameters().containsKey("boundary")) {
      throw ApiException.of(ApiError.MALFORMED);
    }
    ParameterTree tree = new ParameterTree();
    try (FormDataMultiPart parts = request.readEntity(FormDataMultiPart.class)) {
      for (BodyPart part : parts.getBodyParts()) {
        if (part instanceof FormDataBodyPart field && field.isSimple()) {
          tree.add(field.getName(), utf8(field.getValueAs(byte[].class)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Parameters(tree.root());
  }

  private static String decoded(String part) {
    try {
      // Decoded as bytes first: URLDecoder would silently replace what is not UTF-8.
      String bytes = URLDecoder.decode(part, StandardCharsets.ISO_8859_1);
      return part.indexOf('%') < 0 ? URLDecoder.decode(part, StandardCharsets.UTF_8) : utf8(bytes);
    } catch (IllegalArgumentException e) {
      throw ApiException.of(ApiError.MALFORMED);
    }
  }

  private static String utf8(String latin) {
    return utf8(latin.getBytes(StandardCharsets.ISO_8859_1));
  }

  /// Text of bytes that are UTF-8.
  static String utf8(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw ApiException.of(ApiError.MALFORMED);
    }
  }
}
