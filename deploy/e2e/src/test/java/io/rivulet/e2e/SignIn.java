package io.rivulet.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.local.LocalTokens;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Somebody's browser at the pages of the identity provider, where an application sent him: he
/// signs in with his password, allows it, and has a code to bring back.
public final class SignIn {
  private static final Pattern FORM =
      Pattern.compile(
          "action=\"([^\"]+)\">\\s*<input type=\"hidden\" name=\"csrf\" value=\"([^\"]+)\"");

  /// The code comes in the address that the browser is sent back to, or is shown to be copied.
  private static final Pattern CODE =
      Pattern.compile("[?&]code=([^&]+)|class=\"code\"[^>]* value=\"([^\"]+)\"");

  private final RunningSystem system;
  private final HttpClient browser =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

  public SignIn(RunningSystem system) {
    this.system = system;
  }

  /// Signs the account of this name in at the address of an application's request, and allows it.
  public String code(String authorize, String name) {
    String password = LocalTokens.existing(system.data()).password(Long.parseLong(system.id(name)));
    HttpResponse<String> signedIn =
        submit(get(authorize), Map.of("account", name, "password", password));
    HttpResponse<String> allowed = submit(get(location(signedIn)), Map.of("decision", "allow"));
    String shown = allowed.headers().firstValue("Location").orElseGet(allowed::body);
    Matcher code = CODE.matcher(shown);
    assertThat(code.find()).as(shown).isTrue();
    return code.group(1) == null ? code.group(2) : code.group(1);
  }

  /// Sends the first form of a page.
  private HttpResponse<String> submit(HttpResponse<String> page, Map<String, String> values) {
    Matcher form = FORM.matcher(page.body());
    assertThat(form.find()).as(page.body()).isTrue();
    Map<String, String> all = new HashMap<>(values);
    all.put("csrf", form.group(2));
    return form(form.group(1).replace("&amp;", "&"), all);
  }

  private HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(uri(path)));
  }

  /// Sends a form, as a browser or an application does.
  HttpResponse<String> form(String path, Map<String, String> values) {
    return send(
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(encode(values))));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return browser.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private URI uri(String path) {
    return URI.create(path.startsWith("http") ? path : system.instance.address() + path);
  }

  private static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("Location").orElseThrow();
  }

  static String encode(Map<String, String> values) {
    return values.entrySet().stream()
        .map(
            value ->
                value.getKey() + "=" + URLEncoder.encode(value.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }
}
