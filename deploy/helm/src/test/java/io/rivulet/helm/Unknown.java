package io.rivulet.helm;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What types of Kubernetes put aside because they do not know it, found by walking what was read.
final class Unknown {
  private static final String ASIDE = "getAdditionalProperties";

  private Unknown() {}

  static void in(@Nullable Object read, String path, List<String> faults) {
    if (read instanceof Collection<?> all) {
      all.forEach(one -> in(one, path, faults));
    } else if (read instanceof Map<?, ?> all) {
      all.forEach((key, one) -> in(one, path + "/" + key, faults));
    } else if (read != null) {
      fields(read, path, faults);
    }
  }

  private static void fields(Object read, String path, List<String> faults) {
    String home = read.getClass().getPackageName();
    if (read instanceof Enum<?>
        || !(home.startsWith("io.fabric8") || home.startsWith("io.strimzi"))) {
      return;
    }
    for (Method method : read.getClass().getMethods()) {
      if (!method.getName().startsWith("get")
          || method.getParameterCount() > 0
          || Modifier.isStatic(method.getModifiers())) {
        continue;
      }
      Object value = value(method, read);
      if (method.getName().equals(ASIDE)) {
        if (value instanceof Map<?, ?> aside) {
          aside.keySet().forEach(key -> faults.add(path + "/" + key + ": unknown"));
        }
      } else {
        in(value, path + "/" + method.getName().substring("get".length()), faults);
      }
    }
  }

  private static @Nullable Object value(Method method, Object read) {
    try {
      return method.invoke(read);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(method.toString(), e);
    } catch (InvocationTargetException _) {
      // What cannot be told for itself, such as a plural name, has nothing aside.
      return null;
    }
  }
}
