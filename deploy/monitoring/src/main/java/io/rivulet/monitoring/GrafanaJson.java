package io.rivulet.monitoring;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// A dashboard as Grafana 11 reads it.
final class GrafanaJson {
  /// That of Grafana 11.0; later ones read it, too.
  static final int SCHEMA = 39;

  static final int COLUMNS = 24;
  private static final String SOURCE = "${datasource}";

  private static final ObjectMapper mapper =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private GrafanaJson() {}

  /// The text of its file.
  static String text(Dashboard dashboard) {
    try {
      return mapper.writeValueAsString(json(dashboard)) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ObjectNode json(Dashboard dashboard) {
    ObjectNode json = mapper.createObjectNode();
    json.put("uid", "rivulet-" + dashboard.file());
    json.put("title", "Rivulet: " + dashboard.title());
    json.put("description", dashboard.description());
    json.putArray("tags").add("rivulet");
    json.put("schemaVersion", SCHEMA);
    json.put("version", 1);
    json.put("editable", true);
    json.put("graphTooltip", 1); // one moment in all panels
    json.put("refresh", "10s");
    json.put("timezone", "browser");
    json.putObject("time").put("from", "now-1h").put("to", "now");
    links(json.putArray("links"));
    alerts(json.putObject("annotations").putArray("list"));
    variables(json.putObject("templating").putArray("list"));
    panels(json.putArray("panels"), dashboard);
    return json;
  }

  /// To the other dashboards.
  private static void links(ArrayNode links) {
    links
        .addObject()
        .put("type", "dashboards")
        .put("title", "Rivulet")
        .put("asDropdown", false)
        .put("includeVars", true)
        .put("keepTime", true)
        .putArray("tags")
        .add("rivulet");
  }

  /// When alerts began to fire, drawn into every picture.
  private static void alerts(ArrayNode annotations) {
    ObjectNode alerts = annotations.addObject();
    alerts.put("name", "Alerts").put("enable", true).put("iconColor", "red");
    source(alerts);
    alerts
        .put("expr", "max by (alertname, severity) (ALERTS{alertstate=\"firing\"})")
        .put("titleFormat", "{{alertname}}")
        .put("tagKeys", "severity")
        .put("step", "30s");
  }

  private static void variables(ArrayNode variables) {
    variables
        .addObject()
        .put("name", "datasource")
        .put("label", "Prometheus")
        .put("type", "datasource")
        .put("query", "prometheus")
        .put("refresh", 1);
  }

  private static void panels(ArrayNode panels, Dashboard dashboard) {
    int id = 0;
    int y = 0;
    for (Dashboard.Row row : dashboard.rows()) {
      ObjectNode header = panels.addObject();
      header.put("id", ++id).put("type", "row").put("title", row.title()).put("collapsed", false);
      place(header, 0, y++, COLUMNS, 1);
      header.putArray("panels");
      int x = 0;
      int height = 0;
      for (Panel panel : row.panels()) {
        int width = panel.look().width();
        if (x + width > COLUMNS) {
          x = 0;
          y += height;
          height = 0;
        }
        ObjectNode json = panels.addObject().put("id", ++id);
        PanelJson.write(panel, json);
        source(json);
        place(json, x, y, width, panel.look().kind().height());
        x += width;
        height = Math.max(height, panel.look().kind().height());
      }
      y += height;
    }
  }

  private static void place(ObjectNode panel, int x, int y, int width, int height) {
    panel.putObject("gridPos").put("x", x).put("y", y).put("w", width).put("h", height);
  }

  static void source(ObjectNode of) {
    of.putObject("datasource").put("type", "prometheus").put("uid", SOURCE);
  }
}
