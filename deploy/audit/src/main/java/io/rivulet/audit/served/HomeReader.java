package io.rivulet.audit.served;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rivulet.audit.AuditException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads home timelines over HTTP. For concurrent use.
public final class HomeReader {
  /// Entries of a page: the most that the convention allows.
  public static final int PAGE = 40;

  private static final String HOME = "/api/v1/timelines/home";
  private static final Duration ANSWER_BOUND = Duration.ofSeconds(30);
  private static final Duration RETRY_AFTER = Duration.ofMillis(500);
  private static final int ATTEMPTS = 20;
  private static final Pattern NEXT = Pattern.compile("<([^>]+)>; rel=\"next\"");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String address;
  private final LongFunction<String> tokens;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  /// @param address scheme, host and port of the API
  /// @param tokens a bearer token of an account
  public HomeReader(String address, LongFunction<String> tokens) {
    this.address = address;
    this.tokens = tokens;
  }

  /// All pages of an account's home timeline.
  ///
  /// @throws AuditException if a page could not be had
  public ServedHome all(long account) {
    String token = tokens.apply(account);
    List<Page> pages = new ArrayList<>();
    Set<String> asked = new HashSet<>();
    String next = HOME + "?limit=" + PAGE;
    // A page that names one that was there already would go on for ever.
    while (next != null && asked.add(next)) {
      Page page = page(token, next);
      pages.add(page);
      next = page.entries().isEmpty() ? null : page.next();
    }
    return ServedHome.of(pages);
  }

  /// The newest page, as somebody who opens the application.
  public ServedHome newest(long account) {
    return ServedHome.of(List.of(page(tokens.apply(account), HOME + "?limit=" + PAGE)));
  }

  /// Whether an entry is served, and where it came from.
  public ServedHome one(long account, long id) {
    String before = id == Long.MAX_VALUE ? "" : "&max_id=" + (id + 1);
    Page page = page(tokens.apply(account), HOME + "?limit=1" + before);
    boolean there = page.entries().stream().anyMatch(entry -> entry.id() == id);
    return there ? ServedHome.of(List.of(page)) : ServedHome.EMPTY;
  }

  private Page page(String token, String pathAndQuery) {
    for (int attempt = 1; ; attempt++) {
      HttpResponse<byte[]> answer = ask(token, pathAndQuery);
      if (answer.statusCode() == 200) {
        return page(answer, pathAndQuery);
      }
      boolean transitory = answer.statusCode() == 503 || answer.statusCode() == 429;
      if (!transitory || attempt == ATTEMPTS) {
        throw new AuditException(
            "%s%s answered %d".formatted(address, pathAndQuery, answer.statusCode()));
      }
      pause();
    }
  }

  private HttpResponse<byte[]> ask(String token, String pathAndQuery) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address + pathAndQuery))
            .timeout(ANSWER_BOUND)
            .header("Authorization", "Bearer " + token)
            .header("Rivulet-Sources", "true")
            .build();
    try {
      return http.send(request, BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new AuditException("no answer from " + address + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AuditException("interrupted", e);
    }
  }

  private static Page page(HttpResponse<byte[]> answer, String asked) {
    List<ServedEntry> entries = new ArrayList<>();
    try {
      for (JsonNode status : JSON.readTree(answer.body())) {
        entries.add(ServedEntry.of(status));
      }
    } catch (IOException | RuntimeException e) {
      throw new AuditException(asked + " was not answered with statuses", e);
    }
    return new Page(
        entries,
        Sources.parse(answer.headers().firstValue("Rivulet-Sources").orElse(null)),
        next(answer.headers().firstValue("Link").orElse("")));
  }

  /// The address in a link is the public one, which need not be that we use.
  private static @Nullable String next(String links) {
    Matcher found = NEXT.matcher(links);
    if (!found.find()) {
      return null;
    }
    URI next = URI.create(found.group(1));
    return next.getRawPath() + "?" + next.getRawQuery();
  }

  private static void pause() {
    try {
      Thread.sleep(RETRY_AFTER);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AuditException("interrupted", e);
    }
  }
}
