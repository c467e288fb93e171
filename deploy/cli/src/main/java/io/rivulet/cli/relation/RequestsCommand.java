package io.rivulet.cli.relation;

import com.fasterxml.jackson.databind.JsonNode;
import io.rivulet.cli.DataOption;
import io.rivulet.local.client.FeedClient;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `requests ACCOUNT`
@Command(
    name = "requests",
    description = "Lists who asks to follow a locked account, or answers one of them.",
    mixinStandardHelpOptions = true)
public final class RequestsCommand implements Runnable {
  @Mixin private DataOption run = new DataOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "ACCOUNT", description = "Id or username of the locked account")
  private String account = "";

  @ArgGroup private Decision decision = new Decision();

  /// At most one of them.
  static final class Decision {
    @Option(names = "--accept", paramLabel = "NAME", description = "Let this one follow")
    private @Nullable String accepted;

    @Option(names = "--reject", paramLabel = "NAME", description = "Refuse this one")
    private @Nullable String rejected;
  }

  @Override
  public void run() {
    FeedClient client = run.client();
    String token = run.token(client, account);
    PrintWriter out = spec.commandLine().getOut();
    if (decision.accepted != null) {
      client.answer(token, client.account(decision.accepted), true);
      out.printf("%s follows %s%n", decision.accepted, account);
    } else if (decision.rejected != null) {
      client.answer(token, client.account(decision.rejected), false);
      out.printf("%s may not follow %s%n", decision.rejected, account);
    } else {
      print(client.requests(token), out);
    }
  }

  private static void print(List<JsonNode> accounts, PrintWriter out) {
    accounts.forEach(
        asking ->
            out.printf("%s  @%s%n", asking.path("id").asText(), asking.path("acct").asText()));
    out.printf("%,d requests%n", accounts.size());
  }
}
