package io.rivulet.contract;

import io.rivulet.service.Answers;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.model.Parameter;
import org.glassfish.jersey.server.model.Resource;
import org.glassfish.jersey.server.model.ResourceMethod;

/// A method of a resource class, and where it is served: what Jersey reads out of the class, in
/// Jersey's own model.
///
/// @param path with `{name}` for what varies, whatever it may consist of
record Route(String path, ResourceMethod resource) {
  /// A variable with a rule for its characters, which may have braces of its own.
  private static final Pattern RULED =
      Pattern.compile("\\{\\s*([\\w.-]+)\\s*:(?:[^{}]|\\{[^{}]*})*}");

  private static final Pattern VARIABLE = Pattern.compile("\\{([^}]+)}");

  /// What services ask of each other, which is no part of the API.
  private static final String AMONG_SERVICES = "io.rivulet.fanout";

  /// The routes of the API by all resource classes of Rivulet on the class path.
  static List<Route> ofClassPath() {
    return new ResourceConfig()
        .packages("io.rivulet").getClasses().stream()
            .filter(type -> type.isAnnotationPresent(Path.class))
            .filter(type -> !type.getPackageName().startsWith(AMONG_SERVICES))
            .flatMap(type -> of(Resource.from(type, true), ""))
            .sorted(
                Comparator.comparing(Route::path)
                    .thenComparing(Route::verb)
                    .thenComparing(Route::name))
            .toList();
  }

  private static Stream<Route> of(Resource resource, String prefix) {
    String path = joined(prefix, RULED.matcher(resource.getPath()).replaceAll("{$1}"));
    return Stream.concat(
        resource.getResourceMethods().stream().map(method -> new Route(path, method)),
        resource.getChildResources().stream().flatMap(child -> of(child, path)));
  }

  private static String joined(String prefix, String path) {
    return ("/" + prefix + "/" + path).replaceAll("/+", "/").replaceAll("(?<=.)/$", "");
  }

  /// `get`, `post`, …
  String verb() {
    return resource.getHttpMethod().toLowerCase(Locale.ROOT);
  }

  Method method() {
    return resource.getInvocable().getHandlingMethod();
  }

  /// Unlike any other's.
  String name() {
    String type = method().getDeclaringClass().getSimpleName().replaceFirst("Resource$", "");
    return type + "_" + method().getName();
  }

  List<Parameter> parameters() {
    return resource.getInvocable().getParameters();
  }

  <A extends Annotation> Optional<A> annotation(Class<A> type) {
    return Optional.ofNullable(method().getAnnotation(type));
  }

  /// The names in the path.
  List<String> variables() {
    return VARIABLE.matcher(path).results().map(found -> found.group(1)).toList();
  }

  /// Whether it answers JSON, and does not say which.
  boolean isUnclear() {
    return resource.getProducedTypes().stream().anyMatch(Route::isJson)
        && annotation(Answers.class).isEmpty();
  }

  static boolean isJson(MediaType type) {
    return type.isCompatible(MediaType.APPLICATION_JSON_TYPE);
  }

  /// The feature that it belongs to: the package of its class.
  String feature() {
    String name = method().getDeclaringClass().getPackageName();
    return name.substring(name.lastIndexOf('.') + 1);
  }

  @Override
  public String toString() {
    return resource.getHttpMethod() + " " + path;
  }
}
