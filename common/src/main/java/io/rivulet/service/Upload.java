package io.rivulet.service;

import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The body of a request that brings files (`multipart/form-data`). They are written to disk as
/// they come, and are gone when the request ends, whether it succeeds or not, unless they were
/// taken.
///
/// @param fields what is no file
/// @param files by the name of their field; of several of one name the last
public record Upload(Parameters fields, Map<String, Part> files) {
  /// Attribute by which Jetty learns how to read a request that no annotated servlet answers.
  private static final String CONFIGURATION = "org.eclipse.jetty.multipartConfig";

  /// Attribute of a request whose body was not read to its end, but where the status says so. Jetty
  /// closes its connection once it is answered; see [AnswerHeaders].
  static final String BROKEN = "io.rivulet.broken";

  /// Fields beside the files, and what separates the parts.
  private static final int OTHER_BYTES = 1 << 16;

  private static final int MAX_FIELD_BYTES = 1 << 15;

  /// Reads a body.
  ///
  /// @param folder for files as they come
  /// @param maxBytes of a file
  /// @throws ApiException TOO_LARGE, MALFORMED, or UNAVAILABLE
  public static Upload read(HttpServletRequest asked, Path folder, long maxBytes) {
    long most = maxBytes + OTHER_BYTES;
    if (asked.getContentLengthLong() > most) {
      throw ApiException.of(ApiError.TOO_LARGE);
    }
    asked.setAttribute(
        CONFIGURATION, new MultipartConfigElement(folder.toString(), maxBytes, most, 0));
    try {
      return read(asked);
    } catch (ServletException | IllegalStateException | IOException e) {
      asked.setAttribute(BROKEN, true);
      throw isTooLarge(e)
          ? ApiException.of(ApiError.TOO_LARGE)
          : ErrorMapper.refusal(e)
              .orElseGet(
                  () -> ApiException.malformed("the body is no multipart/form-data that ends"));
    }
  }

  private static Upload read(HttpServletRequest asked) throws IOException, ServletException {
    ParameterTree tree = new ParameterTree();
    Map<String, Part> files = new HashMap<>();
    for (Part part : asked.getParts()) {
      if (part.getSubmittedFileName() == null) {
        tree.add(part.getName(), text(part));
      } else {
        files.put(part.getName(), part);
      }
    }
    return new Upload(new Parameters(tree.root()), files);
  }

  private static String text(Part part) throws IOException {
    if (part.getSize() > MAX_FIELD_BYTES) {
      throw ApiException.of(ApiError.TOO_LARGE);
    }
    try (InputStream field = part.getInputStream()) {
      return RequestBody.utf8("a field", field.readAllBytes());
    }
  }

  /// Jetty says it in words only, in an exception of several kinds.
  private static boolean isTooLarge(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      String message = String.valueOf(cause.getMessage());
      if (message.contains("max length exceeded") || message.contains("too large")) {
        return true;
      }
    }
    return false;
  }

  /// A file that is not empty: a form sends an empty one for a field that nobody filled.
  public Optional<Part> file(String name) {
    return Optional.ofNullable(files.get(name)).filter(part -> part.getSize() > 0);
  }

  /// Moves a file to where it stays.
  public static void take(Part file, Path target) {
    try {
      file.write(target.toAbsolutePath().toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
