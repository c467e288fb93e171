package io.rivulet.vitals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One number of a service's metrics, in the text format of Prometheus.
public record Sample(String name, Map<String, String> labels, double value) {
  private static final Pattern LINE =
      Pattern.compile("([a-zA-Z_:][\\w:]*)(?:\\{(.*)})? +(\\S+)(?: +\\d+)?");
  private static final Pattern LABEL =
      Pattern.compile("([a-zA-Z_]\\w*)=\"((?:[^\"\\\\]|\\\\.)*+)\",?");

  /// All that a text has; lines that are none, such as comments, are passed over.
  static List<Sample> parse(String text) {
    List<Sample> samples = new ArrayList<>();
    for (String line : text.lines().toList()) {
      Sample sample = line.startsWith("#") ? null : ofLine(line);
      if (sample != null) {
        samples.add(sample);
      }
    }
    return samples;
  }

  private static @Nullable Sample ofLine(String line) {
    Matcher matcher = LINE.matcher(line.strip());
    if (!matcher.matches()) {
      return null;
    }
    Double value = number(matcher.group(3));
    return value == null ? null : new Sample(matcher.group(1), labels(matcher.group(2)), value);
  }

  private static Map<String, String> labels(@Nullable String text) {
    Map<String, String> labels = new TreeMap<>();
    if (text != null) {
      Matcher matcher = LABEL.matcher(text);
      while (matcher.find()) {
        labels.put(
            matcher.group(1),
            matcher.group(2).replace("\\n", "\n").replace("\\\"", "\"").replace("\\\\", "\\"));
      }
    }
    return labels;
  }

  private static @Nullable Double number(String text) {
    return switch (text) {
      case "+Inf", "Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      case "NaN" -> Double.NaN;
      default -> finite(text);
    };
  }

  private static @Nullable Double finite(String text) {
    try {
      return Double.valueOf(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  String label(String label) {
    return labels.getOrDefault(label, "");
  }
}
