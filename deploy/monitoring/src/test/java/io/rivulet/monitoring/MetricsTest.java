package io.rivulet.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.rivulet.monitoring.Told.Meter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// `metrics.txt` is what the sources say, and rules, dashboards and runbook use nothing else.
class MetricsTest {
  private static final List<String> MODULES =
      List.of("common", "feed-ingest", "feed-fanout", "feed-reader");
  private static final Pattern METER = Pattern.compile("\"(rivulet\\.[a-z.]+)\"");

  private final Told told = new Told();

  /// A file of a service that has to do with meters.
  private record Source(String module, String text) {
    boolean says(String literal) {
      return text.contains("\"" + literal + "\"");
    }
  }

  private static List<Source> sources() {
    return MODULES.stream()
        .flatMap(module -> files(module).map(file -> new Source(module, Folder.text(file))))
        .filter(source -> source.text().contains("import io.micrometer."))
        .toList();
  }

  private static Stream<Path> files(String module) {
    try (Stream<Path> files = Files.walk(Folder.ROOT.resolve(module + "/src/main/java"))) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void everyMeterOfTheSourcesIsListed() {
    Set<String> made =
        sources().stream()
            .flatMap(source -> METER.matcher(source.text()).results())
            .map(found -> found.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(made).as("meters that were found").hasSizeGreaterThan(50);
    assertThat(made)
        .as("meters that metrics.txt lacks")
        .isSubsetOf(Told.meters().stream().map(Meter::name).toList());
  }

  @Test
  void whatIsListedIsInTheSourcesWithItsLabels() {
    List<Source> sources = sources();
    List<Meter> nowhere =
        Told.meters().stream()
            .filter(meter -> meter.services().stream().anyMatch(of -> !isMade(meter, of, sources)))
            .toList();
    assertThat(nowhere).as("lines of metrics.txt that no source makes").isEmpty();
  }

  private static boolean isMade(Meter meter, String service, List<Source> sources) {
    return sources.stream()
        .filter(source -> source.module().equals("common") || source.module().endsWith(service))
        .filter(source -> source.says(meter.name()))
        .anyMatch(source -> meter.labels().stream().allMatch(source::says));
  }

  @Test
  void rulesUseWhatIsTold() {
    Map<String, List<String>> wrong = new HashMap<>();
    Rule.all().forEach(rule -> note(wrong, rule.name(), rule.expression()));
    assertThat(wrong).isEmpty();
  }

  @Test
  void dashboardsUseWhatIsTold() {
    Map<String, List<String>> wrong = new HashMap<>();
    Dashboards.all()
        .forEach(
            dashboard ->
                Picture.of(dashboard)
                    .forEach(
                        picture ->
                            picture
                                .queries()
                                .forEach(
                                    query -> note(wrong, picture.name(), query.expression()))));
    assertThat(wrong).isEmpty();
  }

  /// A legend with a label that the result does not have shows nothing.
  @Test
  void legendsNameLabelsThatAreThere() {
    Pattern label = Pattern.compile("\\{\\{(\\w+)}}");
    Set<String> wrong = new HashSet<>();
    Dashboards.all().stream()
        .flatMap(Picture::of)
        .forEach(
            picture ->
                picture.queries().stream()
                    .filter(
                        query ->
                            !told.labels(query.expression())
                                .containsAll(
                                    label
                                        .matcher(query.legend())
                                        .results()
                                        .map(found -> found.group(1))
                                        .toList()))
                    .forEach(query -> wrong.add(picture.name() + ": " + query.legend())));
    assertThat(wrong).isEmpty();
  }

  @Test
  void whatNobodyTellsIsFound() {
    assertThat(told.wrong("rate(rivulet_http_refused_total{lane=\"usual\"}[5m])")).isEmpty();
    assertThat(told.wrong("rivulet_http_refused")).containsExactly("no rivulet_http_refused");
    assertThat(told.wrong("sum by (lane, route) (rivulet_http_refused_total)"))
        .containsExactly("nothing has a label route");
    assertThat(told.wrong("rivulet_dead_letters_total{reason=\"x\", kind=\"y\"}")).hasSize(1);
    assertThat(told.wrong("histogram_quantile(0.9, rivulet_delivery_age_seconds_bucket)"))
        .hasSize(1);
  }

  private void note(Map<String, List<String>> wrong, String where, String expression) {
    List<String> found = told.wrong(expression);
    if (!found.isEmpty()) {
      wrong.put(where, found);
    }
  }
}
