package io.rivulet.monitoring;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/// A panel as Grafana 11 reads it, without its place.
final class PanelJson {
  private PanelJson() {}

  static void write(Panel panel, ObjectNode json) {
    json.put("type", panel.look().kind().id());
    json.put("title", panel.title());
    json.put("description", panel.description());
    targets(panel, json.putArray("targets"));
    ObjectNode fields = json.putObject("fieldConfig");
    defaults(panel.look(), fields.putObject("defaults"));
    overrides(panel, fields.putArray("overrides"));
    options(panel.look().kind(), json.putObject("options"));
  }

  private static void targets(Panel panel, ArrayNode targets) {
    Kind kind = panel.look().kind();
    char name = 'A';
    for (Query query : panel.queries()) {
      ObjectNode target = targets.addObject().put("refId", String.valueOf(name++));
      GrafanaJson.source(target);
      target.put("expr", query.expression()).put("legendFormat", query.legend());
      // A figure is that of now; a picture is of a time.
      boolean now = kind == Kind.STAT || kind == Kind.BARS;
      target.put("instant", now).put("range", !now);
      target.put("format", kind == Kind.HEATMAP ? "heatmap" : "time_series");
    }
  }

  private static void defaults(Panel.Look look, ObjectNode defaults) {
    defaults.put("unit", look.unit().id());
    defaults.put("min", 0);
    boolean judged = look.thresholds().judge() || look.kind() == Kind.STAT;
    boolean byFigure = judged && look.kind() != Kind.LINES && look.kind() != Kind.STACK;
    defaults.putObject("color").put("mode", byFigure ? "thresholds" : "palette-classic");
    thresholds(look.thresholds(), defaults.putObject("thresholds"));
    if (look.kind() == Kind.LINES || look.kind() == Kind.STACK) {
      custom(look, defaults.putObject("custom"));
    }
  }

  private static void thresholds(Thresholds thresholds, ObjectNode json) {
    ArrayNode steps = json.put("mode", "absolute").putArray("steps");
    steps.addObject().putNull("value").put("color", thresholds.steps().getFirst().colour());
    thresholds
        .bounds()
        .forEach(step -> steps.addObject().put("value", step.from()).put("color", step.colour()));
  }

  private static void custom(Panel.Look look, ObjectNode custom) {
    boolean stacked = look.kind() == Kind.STACK;
    custom.put("drawStyle", "line").put("lineWidth", stacked ? 0 : 2);
    custom.put("fillOpacity", stacked ? 70 : 5).put("showPoints", "never");
    custom.putObject("stacking").put("mode", stacked ? "normal" : "none").put("group", "A");
    custom.putObject("thresholdsStyle").put("mode", look.thresholds().judge() ? "dashed" : "off");
  }

  private static void overrides(Panel panel, ArrayNode overrides) {
    panel.painted().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            colour -> {
              ObjectNode override = overrides.addObject();
              override
                  .putObject("matcher")
                  .put("id", "byRegexp")
                  .put("options", "/" + colour.getKey() + "/");
              override
                  .putArray("properties")
                  .addObject()
                  .put("id", "color")
                  .putObject("value")
                  .put("mode", "fixed")
                  .put("fixedColor", colour.getValue());
            });
  }

  private static void options(Kind kind, ObjectNode options) {
    switch (kind) {
      case STAT -> {
        options.put("colorMode", "background").put("graphMode", "none").put("textMode", "auto");
        newest(options);
      }
      case BARS -> {
        options.put("orientation", "horizontal").put("displayMode", "gradient");
        newest(options);
      }
      case LINES, STACK -> {
        legend(options);
        options.putObject("tooltip").put("mode", "multi").put("sort", "desc");
      }
      case HEATMAP -> {
        options.put("calculate", false);
        options.putObject("yAxis").put("unit", "s");
        options.putObject("color").put("mode", "scheme").put("scheme", "Oranges").put("steps", 64);
        options.putObject("tooltip").put("mode", "single");
      }
      case STATES -> {
        options.put("mergeValues", true).put("showValue", "never").put("rowHeight", 0.9);
        legend(options);
      }
    }
  }

  private static void newest(ObjectNode options) {
    ObjectNode reduced = options.putObject("reduceOptions").put("values", false);
    reduced.putArray("calcs").add("lastNotNull");
  }

  private static void legend(ObjectNode options) {
    options.putObject("legend").put("displayMode", "list").put("placement", "bottom");
  }
}
