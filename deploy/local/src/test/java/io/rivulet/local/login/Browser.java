package io.rivulet.local.login;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rivulet.contract.Contract;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Somebody's browser before the identity provider: keeps cookies, sends forms, follows no redirect
/// by itself.
final class Browser implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern FORM =
      Pattern.compile(
          "<form method=\"post\" action=\"([^\"]+)\">\\s*"
              + "<input type=\"hidden\" name=\"csrf\" value=\"([^\"]+)\">(.*?)</form>",
          Pattern.DOTALL);

  private final String address;
  private final CookieManager cookies = new CookieManager();
  private final HttpClient http = HttpClient.newBuilder().cookieHandler(cookies).build();

  Browser(String address) {
    this.address = address;
  }

  /// A form of a page.
  record Form(String action, String csrf) {
    /// The first form of a page that has a text.
    static Form of(HttpResponse<String> page, String text) {
      Matcher form = FORM.matcher(page.body());
      while (form.find()) {
        if (form.group(3).contains(text)) {
          return new Form(form.group(1).replace("&amp;", "&"), form.group(2));
        }
      }
      throw new AssertionError("no form with " + text + " in " + page.body());
    }
  }

  HttpResponse<String> get(String path, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(absolute(path)));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request);
  }

  private String absolute(String path) {
    return path.startsWith("http") ? path : address + path;
  }

  /// Presses a button of a form.
  HttpResponse<String> submit(Form form, Map<String, String> values) {
    Map<String, String> all = new HashMap<>(values);
    all.put("csrf", form.csrf());
    return post(form.action(), all);
  }

  /// Sends a form that no page had.
  HttpResponse<String> post(String path, Map<String, String> values, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(absolute(path)))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(encode(values)));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request);
  }

  HttpResponse<String> postJson(String path, String json) {
    return send(
        HttpRequest.newBuilder(URI.create(absolute(path)))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json)));
  }

  HttpResponse<String> getAs(String token, String path) {
    return send(
        HttpRequest.newBuilder(URI.create(absolute(path)))
            .header("Authorization", "Bearer " + token));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
      Contract.check(answer, answer.body());
      return answer;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static String encode(Map<String, String> values) {
    return values.entrySet().stream()
        .map(
            value ->
                value.getKey() + "=" + URLEncoder.encode(value.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  static JsonNode json(HttpResponse<String> answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new AssertionError(answer.body(), e);
    }
  }

  static String location(HttpResponse<String> answer) {
    return answer
        .headers()
        .firstValue("Location")
        .orElseThrow(() -> new AssertionError("no redirect: " + answer.body()));
  }

  /// The parameters in the query of an address.
  static Map<String, String> query(String address) {
    return Arrays.stream(URI.create(address).getRawQuery().split("&", -1))
        .map(pair -> pair.split("=", 2))
        .collect(
            Collectors.toMap(
                pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
  }

  @Override
  public void close() {
    http.close();
  }
}
