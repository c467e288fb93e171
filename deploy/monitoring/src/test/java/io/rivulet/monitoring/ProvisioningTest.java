package io.rivulet.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/// Files by which a deployment finds what is here.
class ProvisioningTest {
  @Test
  void grafanaIsGivenPrometheusAndAFolderOfDashboards() {
    JsonNode source =
        Folder.yaml(Folder.HERE.resolve("provisioning/datasources/prometheus.yml"))
            .path("datasources")
            .path(0);
    assertThat(source.path("type").asText()).isEqualTo("prometheus");
    assertThat(source.path("isDefault").asBoolean()).isTrue();
    assertThat(source.path("jsonData").path("timeInterval").asText())
        .as("what Prometheus scrapes by")
        .isEqualTo(prometheus().path("global").path("scrape_interval").asText());
    JsonNode provider =
        Folder.yaml(Folder.HERE.resolve("provisioning/dashboards/rivulet.yml"))
            .path("providers")
            .path(0);
    assertThat(provider.path("type").asText()).isEqualTo("file");
    assertThat(provider.path("options").path("path").asText()).startsWith("/");
  }

  @Test
  void eachServiceIsAJobWithATokenAndTargets() {
    List<JsonNode> jobs =
        StreamSupport.stream(prometheus().path("scrape_configs").spliterator(), false).toList();
    assertThat(jobs)
        .extracting(job -> job.path("job_name").asText())
        .containsExactly("feed-ingest", "feed-fanout", "feed-reader");
    assertThat(jobs)
        .allSatisfy(
            job -> {
              assertThat(job.path("authorization").has("credentials_file")).isTrue();
              String name = job.path("job_name").asText();
              assertThat(job.path("file_sd_configs").path(0).path("files").path(0).asText())
                  .isEqualTo("targets/" + name + "*.yml");
              assertThat(
                      Folder.yaml(Folder.HERE.resolve("targets/" + name + ".yml"))
                          .path(0)
                          .path("targets"))
                  .hasSize(1);
            });
  }

  /// Rules and panels know services by these names.
  @Test
  void rulesAndPanelsNameNoOtherJob() {
    String all =
        Folder.files("rules", ".yml").stream().map(Folder::text).reduce("", String::concat)
            + Folder.files("dashboards", ".json").stream()
                .map(Folder::text)
                .reduce("", String::concat);
    assertThat(Pattern.compile("job=\\\\?\"([\\w-]+)").matcher(all).results())
        .extracting(found -> found.group(1))
        .isNotEmpty()
        .isSubsetOf("feed-ingest", "feed-fanout", "feed-reader");
  }

  private static JsonNode prometheus() {
    return Folder.yaml(Folder.HERE.resolve("prometheus.yml"));
  }
}
