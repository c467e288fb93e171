package io.rivulet.e2e.history;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Records as words, `publish post=12 author=3 mentions=1,2`. What is 0, false, empty or the first
/// of an enum is left out.
final class StepText {
  private StepText() {}

  static String of(Record step) {
    StringBuilder text =
        new StringBuilder(step.getClass().getSimpleName().toLowerCase(Locale.ROOT));
    for (RecordComponent component : step.getClass().getRecordComponents()) {
      String value = text(value(step, component));
      if (!value.equals(text(absent(component.getType())))) {
        text.append(' ').append(component.getName()).append('=').append(value);
      }
    }
    return text.toString();
  }

  private static Object value(Record step, RecordComponent component) {
    try {
      return component.getAccessor().invoke(step);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(Object value) {
    return switch (value) {
      case List<?> list -> list.stream().map(Object::toString).collect(Collectors.joining(","));
      case Enum<?> constant -> constant.name().toLowerCase(Locale.ROOT);
      default -> value.toString();
    };
  }

  private static Object absent(Class<?> type) {
    return parsed(type, null);
  }

  /// Reads what [#of] wrote.
  ///
  /// @param types the classes that it may be of
  static <T> T parse(String line, List<? extends Class<? extends T>> types) {
    String[] words = line.strip().split("\\s+");
    for (Class<? extends T> type : types) {
      if (type.getSimpleName().equalsIgnoreCase(words[0])) {
        return parse(type, Arrays.asList(words).subList(1, words.length));
      }
    }
    throw new IllegalArgumentException("no such step: " + line);
  }

  private static <T> T parse(Class<? extends T> type, List<String> words) {
    Map<String, String> values = new HashMap<>();
    for (String word : words) {
      int equals = word.indexOf('=');
      values.put(word.substring(0, equals), word.substring(equals + 1));
    }
    Object[] arguments =
        Arrays.stream(type.getRecordComponents())
            .map(component -> parsed(component.getType(), values.remove(component.getName())))
            .toArray();
    if (!values.isEmpty()) {
      throw new IllegalArgumentException(type.getSimpleName() + " has no " + values.keySet());
    }
    try {
      Constructor<?> constructor = type.getDeclaredConstructors()[0];
      return type.cast(constructor.newInstance(arguments));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object parsed(Class<?> type, @Nullable String text) {
    if (type == int.class) {
      return text == null ? 0 : Integer.parseInt(text);
    }
    if (type == boolean.class) {
      return Boolean.parseBoolean(text);
    }
    if (type == List.class) {
      return text == null
          ? List.of()
          : Arrays.stream(text.split(",")).map(Integer::valueOf).toList();
    }
    for (Object constant : type.getEnumConstants()) {
      if (text == null || constant.toString().equalsIgnoreCase(text)) {
        return constant;
      }
    }
    throw new IllegalArgumentException("no " + type.getSimpleName() + ": " + text);
  }
}
