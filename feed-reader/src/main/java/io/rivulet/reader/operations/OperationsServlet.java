package io.rivulet.reader.operations;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.rivulet.reader.web.WebFile;
import io.rivulet.reader.web.WebFiles;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// `/operations/` on the admin port: the page, its files, and at `vitals` what it shows.
///
/// The page and its files tell nothing, so anybody may have them; what it shows it asks for with an
/// operator's token, since [io.rivulet.service.AdminOnly] lets no page of a browser in without.
public final class OperationsServlet extends HttpServlet {
  /// Where it is.
  public static final String MAPPING = "/operations/*";

  private static final long serialVersionUID = 1L;
  private static final String PAGE = "/operations/";
  private static final String FILES = "/operations/files/";
  private static final Pattern FILE = Pattern.compile("/files/([0-9a-f]+)/([a-z.-]+)");
  private static final String YEAR = "public, max-age=31536000, immutable";
  private static final String NO_TARGETS =
      "The page does not know which services there are: set operations.targets in the"
          + " configuration of feed-reader to a file of their admin ports";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final transient WebFiles files = WebFiles.load("operations.html", FILES);
  private final transient @Nullable Looks looks;

  /// @param settings whose metrics are shown
  public OperationsServlet(OperationsSettings settings) {
    this.looks =
        settings.targets() == null
            ? null
            : new Looks(settings.targets(), settings.tokenFile(), System::nanoTime);
  }

  /// The paths that tell nothing, without a slash at their end.
  public List<String> open() {
    List<String> open = new ArrayList<>();
    open.add(PAGE.substring(0, PAGE.length() - 1));
    files.all().keySet().forEach(name -> open.add(FILES + files.version() + "/" + name));
    return open;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String path = request.getPathInfo() == null ? "" : request.getPathInfo();
    switch (path) {
      case "" -> response.sendRedirect(PAGE);
      case "/" -> page(response);
      case "/vitals" -> vitals(response);
      default -> {
        Optional<WebFile> file = file(path);
        if (file.isPresent()) {
          response.setHeader("Cache-Control", YEAR);
          send(response, file.get());
        } else {
          error(response, HttpServletResponse.SC_NOT_FOUND, "There is nothing here");
        }
      }
    }
  }

  private Optional<WebFile> file(String path) {
    Matcher file = FILE.matcher(path);
    return file.matches() ? files.find(file.group(1), file.group(2)) : Optional.empty();
  }

  private void page(HttpServletResponse response) throws IOException {
    response.setHeader("Cache-Control", "no-cache");
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    response.setHeader("X-Frame-Options", "DENY");
    response.setHeader(
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self' "
            + files.importMapHash()
            + "; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'none'"
            + "; base-uri 'none'; frame-ancestors 'none'");
    send(response, files.page());
  }

  private static void send(HttpServletResponse response, WebFile file) throws IOException {
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setContentType(file.type());
    response.getOutputStream().write(file.plain());
  }

  private void vitals(HttpServletResponse response) throws IOException {
    Looks looking = looks;
    if (looking == null) {
      error(response, HttpServletResponse.SC_NOT_FOUND, NO_TARGETS);
      return;
    }
    try {
      json(response, HttpServletResponse.SC_OK, looking.now());
    } catch (RuntimeException e) {
      error(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, String.valueOf(e.getMessage()));
    }
  }

  private static void error(HttpServletResponse response, int status, String told)
      throws IOException {
    json(response, status, Map.of("error", told));
  }

  private static void json(HttpServletResponse response, int status, Object body)
      throws IOException {
    response.setStatus(status);
    response.setHeader("Cache-Control", "no-store");
    response.setContentType("application/json;charset=utf-8");
    response.getOutputStream().write(JSON.writeValueAsString(body).getBytes(UTF_8));
  }

  @Override
  public void destroy() {
    Looks looking = looks;
    if (looking != null) {
      looking.close();
    }
  }
}
