package io.rivulet.reader.operations;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.rivulet.reader.web.WebFile;
import io.rivulet.reader.web.WebFiles;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// `/operations/` on the admin port: the page, its files, and what it shows: `vitals`, `history`,
/// `runbook`, and `dead-letters`, which a `POST` submits again.
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

  private static final String AUTHORIZATION = "Authorization";

  /// Of a choice of dead letters.
  private static final int MOST_BYTES = 64 << 10;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final transient WebFiles files = WebFiles.load("operations.html", FILES);
  private final transient Map<String, Runbook.Entry> runbook = Runbook.read();
  private final transient @Nullable Looks looks;
  private final transient @Nullable IngestLetters letters;
  private final transient LongFunction<@Nullable String> names;

  /// @param settings whose metrics are shown
  /// @param names of accounts by their ids; null for those that are not known
  public OperationsServlet(OperationsSettings settings, LongFunction<@Nullable String> names) {
    Path targets = settings.targets();
    Looks.Clocks clocks = new Looks.Clocks(System::nanoTime, System::currentTimeMillis);
    this.looks = targets == null ? null : new Looks(targets, settings.tokenFile(), clocks);
    this.letters = targets == null ? null : new IngestLetters(targets);
    this.names = names;
  }

  /// Begins to look.
  @Override
  public void init() {
    Looks looking = looks;
    if (looking != null) {
      looking.begin(Past.EVERY);
    }
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
      case "/vitals" -> told(response, looking -> looking.now().named(names));
      case "/history" -> told(response, Looks::history);
      case "/runbook" -> json(response, HttpServletResponse.SC_OK, runbook);
      case "/dead-letters" ->
          letters(response, asked -> asked.look(request.getHeader(AUTHORIZATION)));
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

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!"/dead-letters".equals(request.getPathInfo())) {
      error(response, HttpServletResponse.SC_NOT_FOUND, "There is nothing here");
      return;
    }
    byte[] choice = request.getInputStream().readNBytes(MOST_BYTES);
    letters(response, asked -> asked.replay(request.getHeader(AUTHORIZATION), choice));
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

  private void told(HttpServletResponse response, Function<Looks, Object> answer)
      throws IOException {
    Looks looking = looks;
    if (looking == null) {
      error(response, HttpServletResponse.SC_NOT_FOUND, NO_TARGETS);
      return;
    }
    try {
      json(response, HttpServletResponse.SC_OK, answer.apply(looking));
    } catch (RuntimeException e) {
      error(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, String.valueOf(e.getMessage()));
    }
  }

  private interface Asking {
    IngestLetters.Answer ask(IngestLetters letters) throws IOException;
  }

  private void letters(HttpServletResponse response, Asking asking) throws IOException {
    IngestLetters asked = letters;
    if (asked == null) {
      error(response, HttpServletResponse.SC_NOT_FOUND, NO_TARGETS);
      return;
    }
    IngestLetters.Answer answer;
    try {
      answer = asking.ask(asked);
    } catch (IOException | IllegalArgumentException e) {
      error(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, String.valueOf(e.getMessage()));
      return;
    }
    answer(response, answer.status(), answer.body());
  }

  private static void error(HttpServletResponse response, int status, String told)
      throws IOException {
    json(response, status, Map.of("error", told));
  }

  private static void json(HttpServletResponse response, int status, Object body)
      throws IOException {
    answer(response, status, JSON.writeValueAsBytes(body));
  }

  private static void answer(HttpServletResponse response, int status, byte[] body)
      throws IOException {
    response.setStatus(status);
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setContentType("application/json;charset=utf-8");
    response.getOutputStream().write(body);
  }

  @Override
  public void destroy() {
    Looks looking = looks;
    if (looking != null) {
      looking.close();
    }
    IngestLetters asked = letters;
    if (asked != null) {
      asked.close();
    }
  }
}
