package io.rivulet.service;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rivulet.event.Limits;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.glassfish.jersey.media.multipart.BodyPart;
import org.glassfish.jersey.media.multipart.FormDataBodyPart;
import org.glassfish.jersey.media.multipart.FormDataMultiPart;
import org.glassfish.jersey.server.ContainerRequest;
import org.jspecify.annotations.Nullable;

/// Reads the three formats of a request body into one shape. Text that is not UTF-8 is refused
/// rather than repaired: a repaired character would be stored for ever.
final class RequestBody {
  /// Tokens of a JSON body: far above what the API knows. A tree takes some 50 bytes for each, of
  /// which a body of the greatest size could otherwise hold half a million.
  static final int MAX_TOKENS = 20_000;

  private static final ObjectMapper json =
      new JsonMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder()
                      .maxNestingDepth(Limits.NESTING)
                      .maxTokenCount(MAX_TOKENS)
                      .maxNameLength(ParameterTree.MAX_NAME)
                      .build())
              .build());
  private static final MediaType MULTIPART = MediaType.MULTIPART_FORM_DATA_TYPE;
  private static final MediaType FORM = MediaType.APPLICATION_FORM_URLENCODED_TYPE;

  private RequestBody() {}

  static Parameters read(ContainerRequest request) {
    if (!hasEntity(request)) {
      return Parameters.EMPTY;
    }
    MediaType type = request.getMediaType();
    try {
      if (type == null || MediaType.APPLICATION_JSON_TYPE.isCompatible(type)) {
        return ofJson(request.getEntityStream().readAllBytes());
      }
      if (FORM.isCompatible(type)) {
        return ofForm(utf8("the body", request.getEntityStream().readAllBytes()));
      }
      if (MULTIPART.isCompatible(type)) {
        return ofMultipart(request);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw ApiException.of(ApiError.UNSUPPORTED_MEDIA_TYPE);
  }

  /// Looks for its first byte.
  private static boolean hasEntity(ContainerRequest request) {
    try {
      return request.hasEntity();
    } catch (ProcessingException e) { // for which Jersey asks no mapper
      throw ErrorMapper.ofReading(e);
    }
  }

  static Parameters ofJson(byte[] body) throws IOException {
    if (body.length == 0) {
      return Parameters.EMPTY;
    }
    try {
      JsonNode tree = json.readTree(utf8("the body", body));
      if (tree instanceof ObjectNode members) {
        return new Parameters(members);
      }
    } catch (StreamConstraintsException e) {
      throw ApiException.malformed(
          "JSON of at most %d levels, %d parts and names of %d characters is taken"
              .formatted(Limits.NESTING, MAX_TOKENS, ParameterTree.MAX_NAME));
    } catch (JsonProcessingException e) {
      throw ApiException.malformed("the body is no JSON" + place(e.getLocation()));
    }
    throw ApiException.malformed("the body is JSON, but no object");
  }

  private static String place(@Nullable JsonLocation where) {
    return where == null
        ? ""
        : ", line %d, column %d".formatted(where.getLineNr(), where.getColumnNr());
  }

  static Parameters ofForm(String body) {
    ParameterTree tree = new ParameterTree();
    int from = 0;
    while (from <= body.length()) {
      int end = body.indexOf('&', from);
      int to = end < 0 ? body.length() : end;
      if (to > from) {
        add(tree, body.substring(from, to));
      }
      from = to + 1;
    }
    return new Parameters(tree.root());
  }

  private static void add(ParameterTree tree, String pair) {
    int equals = pair.indexOf('=');
    String name = equals < 0 ? pair : pair.substring(0, equals);
    tree.add(decoded(name), equals < 0 ? "" : decoded(pair.substring(equals + 1)));
  }

  private static Parameters ofMultipart(ContainerRequest request) throws IOException {
    String boundary = request.getMediaType().getParameters().getOrDefault("boundary", "");
    if (boundary.isEmpty()) {
      throw ApiException.malformed("Content-Type names no boundary");
    }
    byte[] body = request.getEntityStream().readAllBytes();
    if (isCrowded(body, ("--" + boundary).getBytes(StandardCharsets.ISO_8859_1))) {
      throw ApiException.malformed(ParameterTree.TOO_MANY);
    }
    request.setEntityStream(new ByteArrayInputStream(body));
    ParameterTree tree = new ParameterTree();
    try (FormDataMultiPart parts = request.readEntity(FormDataMultiPart.class)) {
      for (BodyPart part : parts.getBodyParts()) {
        if (part instanceof FormDataBodyPart field && field.isSimple()) {
          tree.add(field.getName(), utf8("a field", field.getValueAs(byte[].class)));
        }
      }
    } catch (BadRequestException e) {
      throw ApiException.malformed("the body is no multipart/form-data that ends");
    }
    return new Parameters(tree.root());
  }

  /// Whether there are more parts than parameters may be. Each would become objects of some
  /// kilobytes before anybody could count them.
  private static boolean isCrowded(byte[] body, byte[] delimiter) {
    int parts = 0;
    int at = 0;
    while (at <= body.length - delimiter.length) {
      if (Arrays.equals(body, at, at + delimiter.length, delimiter, 0, delimiter.length)) {
        parts++;
        at += delimiter.length;
      } else {
        at++;
      }
    }
    return parts > ParameterTree.MAX_PARAMETERS + 1;
  }

  private static String decoded(String part) {
    try {
      // Decoded as bytes first: URLDecoder would silently replace what is not UTF-8.
      String bytes = URLDecoder.decode(part, StandardCharsets.ISO_8859_1);
      return part.indexOf('%') < 0 ? URLDecoder.decode(part, StandardCharsets.UTF_8) : utf8(bytes);
    } catch (IllegalArgumentException e) {
      throw ApiException.malformed("an escape of a form is none: % and two digits of 16");
    }
  }

  private static String utf8(String latin) {
    return utf8("an escape of a form", latin.getBytes(StandardCharsets.ISO_8859_1));
  }

  /// Text of bytes that are UTF-8.
  ///
  /// @param what they are, for whoever sent them
  static String utf8(String what, byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw ApiException.malformed(what + " is not UTF-8");
    }
  }
}
