package io.rivulet.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class PlanCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return new CommandLine(new PlanCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--users -5 | --users: expected 2 to 100,000,000,000, found -5",
        "--users 0 | --users: expected 2 to 100,000,000,000, found 0",
        "--users NaN | --users: expected 2 to 100,000,000,000, found what is no number",
        "--users 1e30 | --users: expected 2 to 100,000,000,000, found 1.0E30",
        "--users 100 --daily 200 | --daily: expected at most --users, 100, found 200",
        "--posts -1 | --posts: expected 1 to 10,000,000,000,000, found -1",
        "--posts Infinity | --posts: expected 1 to 10,000,000,000,000, found infinity",
        "--peak 0.5 | --peak: expected 1 to 1,000, found 0.5",
        "--retention 0 | --retention: expected 0.01 to 36,500, found 0",
        "--mean 2000000 | --mean: expected 0.001 to 999,999, found 2,000,000",
        "--exponent 2 | --exponent: expected 2.01 to 10, found 2",
        "--preset facebook | --preset: expected twitter-2013, bluesky-2025 or seed, found facebook",
        "--utilisation 1.5 | --utilisation: expected 0.01 to 1, found 1.5",
        "--price core=-3 | --price CORE: expected 0 to 1,000,000,000, found -3",
        "--what-if colour=3 | --what-if: expected entries=N, pull-above=N, hot-days=N or expiry-days=N, found colour=3",
        "--mean 5 --percentiles 100=9 | --percentiles: expected neither --mean nor --exponent beside it",
        "--simulate --accounts 10 | --accounts: expected 1,000 to 50,000,000, found 10"
      })
  void whatNoSystemHasIsRefusedByName(String arguments, String message) {
    assertThat(run(arguments.split(" ", -1))).isEqualTo(2);
    assertThat(err.toString()).contains(message);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void aPresetSaysWhatItRestsOn() {
    assertThat(run("--preset", "twitter-2013")).isZero();
    assertThat(out.toString())
        .contains("deliveries/s", "Krikorian", "assumed:", "deploy/bench/RESULTS.md", "Kwak");
  }

  @Test
  void changesAreToldByWhatTheySave() {
    assertThat(run("--what-if")).isZero();
    assertThat(out.toString())
        .contains("| instead ", "entries 400", "pull-above 1,000", "hot-days 7", "expiry-days 7");
  }

  @Test
  void jsonIsOneObjectWithThePlan() throws IOException {
    assertThat(run("--json", "--price", "core=25", "--what-if", "entries=400")).isZero();
    JsonNode json = new ObjectMapper().readTree(out.toString());
    assertThat(json.at("/plan/fanout/partitions").asInt()).isPositive();
    assertThat(json.at("/plan/redis/gigabytes/home timelines").asDouble()).isPositive();
    assertThat(json.at("/moneyAMillionDeliveries").asDouble()).isPositive();
    assertThat(json.at("/whatIf/0/setting").asText()).isEqualTo("entries 400");
    assertThat(json.at("/sources")).hasSize(5);
    assertThat(out.toString()).doesNotContain("Infinity", "NaN");
  }

  @Test
  void aSimulationIsPrintedBesideThePlan() {
    assertThat(run("--simulate", "--accounts", "2000", "--simulated-posts", "500")).isZero();
    assertThat(out.toString()).contains("| planner ", "calls a delivery, cluster", "seed 7");
  }
}
