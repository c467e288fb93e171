package io.rivulet.e2e.access;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rivulet.e2e.RunningSystem;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What operations of the matrix are tried on: all of it belongs to one account, `access_ann`, who
/// is followed by nobody, blocks `access_bob` and has to be asked by followers.
final class Things {
  static final String OWNER = "access_ann";
  static final String BLOCKED = "access_bob";
  static final String STRANGER = "access_carl";

  /// Somebody whom nobody has anything to do with.
  private static final String ANOTHER = "access_dora";

  /// Whom the owner follows, and so may put in a list.
  private static final String FOLLOWED = "access_eve";

  private static final Pattern FILE = Pattern.compile("/web/[0-9a-f]+/app\\.js");

  private final RunningSystem system;
  private final AtomicInteger number = new AtomicInteger();
  private final String owner;
  private final String another;
  private final String post;
  private final String hidden;
  private String list = "";

  Things(RunningSystem system) {
    this.system = system;
    owner = system.account(OWNER);
    system.account(BLOCKED);
    system.account(STRANGER);
    another = system.account(ANOTHER);
    system.account(FOLLOWED);
    system.api.send(
        owner, "PATCH", "/api/v1/accounts/update_credentials", Map.of("locked", true), Map.of());
    system.api.post(owner, "/api/v1/accounts/" + system.id(BLOCKED) + "/block", Map.of());
    system.api.post(owner, "/api/v1/accounts/" + system.id(FOLLOWED) + "/follow", Map.of());
    post = publish("public");
    hidden = publish("private");
  }

  private String publish(String visibility) {
    String text = "Number " + number.incrementAndGet() + " #tea";
    return system.api.publish(owner, Map.of("status", text, "visibility", visibility));
  }

  /// The path of a row with a thing in the place of each variable.
  String path(Row row) {
    if (row.thing().equals("file")) {
      return file();
    }
    String path =
        row.path()
            .replace("{version}", "v1")
            .replace("{name}", "tea")
            .replace("{tag}", "tea")
            .replace("{file}", "start.js")
            .replace("{view}", "home");
    return (row.thing().equals("-") ? path : path.replace("{id}", thing(row.thing())))
        + encoded(row.query());
  }

  /// With things in braces; brackets may not stand in an address as they are.
  private String encoded(String query) {
    return filled(query).replace("[", "%5B").replace("]", "%5D");
  }

  /// A text with things in braces.
  String filled(String text) {
    return Pattern.compile("\\{(\\w+)}").matcher(text).replaceAll(found -> thing(found.group(1)));
  }

  /// The id of a thing; of one whose name begins with `new`, each time another.
  private String thing(String name) {
    return switch (name) {
      case "post" -> post;
      case "private" -> hidden;
      case "newPost" -> publish("public");
      case "newPrivate" -> publish("private");
      case "newList" -> list();
      case "newNotice" -> notice();
      case "newMedium" -> medium();
      case "newAsker" -> asker();
      case "newName" -> "access_" + number.incrementAndGet();
      case "ann" -> system.id(OWNER);
      case "dora" -> system.id(ANOTHER);
      case "eve" -> system.id(FOLLOWED);
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static String id(JsonNode thing) {
    String id = thing.path("id").asText();
    if (id.isEmpty()) {
      throw new AssertionError("not made: " + thing);
    }
    return id;
  }

  /// In the place of the one before: an account can have 50.
  private String list() {
    if (!list.isEmpty()) {
      system.api.send(owner, "DELETE", "/api/v1/lists/" + list, null, Map.of());
    }
    String title = "Number " + number.incrementAndGet();
    list = id(system.api.post(owner, "/api/v1/lists", Map.of("title", title)).body());
    return list;
  }

  /// Of a like of a new post.
  private String notice() {
    String liked = publish("public");
    system.api.post(another, "/api/v1/statuses/" + liked + "/favourite", Map.of());
    return await()
        .until(
            () ->
                system
                    .api
                    .get(owner, "/api/v1/notifications")
                    .body()
                    .valueStream()
                    .filter(notice -> notice.at("/status/id").asText().equals(liked))
                    .map(Things::id)
                    .findFirst()
                    .orElse(""),
            id -> !id.isEmpty());
  }

  private String medium() {
    Requests.Answer uploaded =
        Requests.send(system.instance.address(), "POST", "/api/v1/media", owner, Requests.PICTURE);
    try {
      return id(new JsonMapper().readTree(uploaded.text()));
    } catch (IOException e) {
      throw new IllegalStateException(uploaded.text(), e);
    }
  }

  private String asker() {
    String name = "access_" + number.incrementAndGet();
    String asker = system.account(name);
    system.api.post(asker, "/api/v1/accounts/" + system.id(OWNER) + "/follow", Map.of());
    return system.id(name);
  }

  /// A file of the page has the version in its address.
  private String file() {
    Matcher found = FILE.matcher(Requests.text(system.instance.address() + "/"));
    if (!found.find()) {
      throw new AssertionError("the page names no app.js");
    }
    return found.group();
  }
}
