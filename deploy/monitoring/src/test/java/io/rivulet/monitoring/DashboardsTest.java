package io.rivulet.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The files in `dashboards/` are what the code makes, and what Grafana wants.
class DashboardsTest {
  private static final Path FOLDER = Folder.HERE.resolve("dashboards");

  @Test
  void filesAreWhatTheCodeMakes() throws IOException {
    for (Dashboard dashboard : Dashboards.all()) {
      Path file = FOLDER.resolve(dashboard.file() + ".json");
      String made = GrafanaJson.text(dashboard);
      if ("replace".equals(System.getProperty("dashboards"))) {
        Files.writeString(file, made);
      }
      assertThat(Folder.text(file))
          .as("out of date: run CONTRIBUTING.md's command for dashboards")
          .isEqualTo(made);
    }
    assertThat(Folder.files("dashboards", ".json")).hasSameSizeAs(Dashboards.all());
  }

  @Test
  void noTwoHaveOneAddress() {
    assertThat(parsed()).extracting(json -> json.path("uid").asText()).doesNotHaveDuplicates();
    assertThat(parsed())
        .allSatisfy(
            json -> assertThat(json.path("schemaVersion").asInt()).isEqualTo(GrafanaJson.SCHEMA));
  }

  @Test
  void theFirstRowAnswersWhetherAllIsWell() {
    assertThat(parsed())
        .allSatisfy(
            json -> {
              JsonNode panels = json.path("panels");
              assertThat(panels.path(0).path("title").asText()).isEqualTo(Dashboard.FIRST);
              assertThat(panels.path(1).path("type").asText()).isEqualTo("stat");
            });
  }

  @Test
  void panelsHaveIdsOfTheirOwnAndDoNotOverlap() {
    for (JsonNode json : parsed()) {
      Set<Integer> ids = new HashSet<>();
      Set<List<Integer>> cells = new HashSet<>();
      for (JsonNode panel : json.path("panels")) {
        String name = json.path("title").asText() + ": " + panel.path("title").asText();
        assertThat(ids.add(panel.path("id").asInt())).as(name).isTrue();
        JsonNode place = panel.path("gridPos");
        int right = place.path("x").asInt() + place.path("w").asInt();
        assertThat(right).as(name).isLessThanOrEqualTo(GrafanaJson.COLUMNS);
        for (int x = place.path("x").asInt(); x < right; x++) {
          for (int y = place.path("y").asInt(); y < bottom(place); y++) {
            assertThat(cells.add(List.of(x, y))).as(name).isTrue();
          }
        }
      }
    }
  }

  private static int bottom(JsonNode place) {
    return place.path("y").asInt() + place.path("h").asInt();
  }

  @Test
  void panelsHaveASourceAUnitAndADescription() {
    for (JsonNode json : parsed()) {
      for (JsonNode panel : json.path("panels")) {
        if (!panel.path("type").asText().equals("row")) {
          String name = json.path("title").asText() + ": " + panel.path("title").asText();
          assertThat(panel.path("datasource").path("uid").asText())
              .as(name)
              .isEqualTo("${datasource}");
          assertThat(panel.path("fieldConfig").path("defaults").path("unit").asText())
              .as(name)
              .isNotBlank();
          assertThat(panel.path("description").asText()).as(name).isNotBlank();
          assertThat(panel.path("targets")).as(name).isNotEmpty();
        }
      }
    }
  }

  private static List<JsonNode> parsed() {
    return Folder.files("dashboards", ".json").stream().map(Folder::json).toList();
  }
}
