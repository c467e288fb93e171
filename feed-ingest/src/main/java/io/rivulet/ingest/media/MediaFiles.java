package io.rivulet.ingest.media;

import io.dropwizard.core.setup.Environment;
import io.rivulet.media.MediaFormat;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jetty.ee10.servlet.ResourceServlet;

/// `GET /media/…`: the files of uploads, by Jetty's own servlet, which knows parts of files (films
/// need them) and conditions.
///
/// A file never changes, so it is cached for ever. It is somebody's: it is served as what it was
/// found to be and nothing else, and should a browser take it for a page after all, that page may
/// do nothing.
final class MediaFiles implements Filter {
  private static final String PATHS = "/media/*";
  private static final Map<String, String> TYPES =
      Stream.of(MediaFormat.values())
          .collect(Collectors.toMap(MediaFormat::extension, MediaFormat::type));
  private static final Map<String, String> HEADERS =
      Map.of(
          "Cache-Control", "public, max-age=31536000, immutable",
          "X-Content-Type-Options", "nosniff",
          "Content-Security-Policy", "default-src 'none'; sandbox",
          "Cross-Origin-Resource-Policy", "cross-origin");

  private MediaFiles() {}

  static void serve(Path files, Environment environment) {
    ServletRegistration.Dynamic servlet =
        environment.servlets().addServlet("media", new ResourceServlet());
    servlet.setInitParameter("baseResource", files.toUri().toString());
    servlet.setInitParameter("pathInfoOnly", "true");
    servlet.setInitParameter("dirAllowed", "false");
    servlet.setInitParameter("acceptRanges", "true");
    // The system's own cache has them too.
    servlet.setInitParameter("maxCachedFiles", "0");
    servlet.addMapping(PATHS);
    environment
        .servlets()
        .addFilter("media", new MediaFiles())
        .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), true, PATHS);
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpServletResponse answer = (HttpServletResponse) response;
    HEADERS.forEach(answer::setHeader);
    String path = ((HttpServletRequest) request).getRequestURI();
    String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
    if (type != null) {
      answer.setContentType(type);
    }
    chain.doFilter(request, response);
  }
}
