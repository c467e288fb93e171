package io.rivulet.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.rivulet.local.client.FeedClient;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `timeline ACCOUNT`
@Command(
    name = "timeline",
    description = "Prints the newest posts of an account's home timeline, newest first.",
    mixinStandardHelpOptions = true)
final class TimelineCommand implements Runnable {
  @Mixin private DataOption run = new DataOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "ACCOUNT", description = "Id or username")
  private String account = "";

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "How many, at most 40. Default: ${DEFAULT-VALUE}")
  private int limit = 20;

  @Option(names = "--json", description = "Print the answer as it is")
  private boolean json;

  @Override
  public void run() {
    FeedClient client = run.client();
    JsonNode home = client.home(run.token(client, account), limit);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(home);
    } else {
      home.forEach(status -> out.println(StatusText.of(status)));
    }
  }
}
