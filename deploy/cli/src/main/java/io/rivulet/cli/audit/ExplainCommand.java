package io.rivulet.cli.audit;

import io.rivulet.audit.run.AuditSettings;
import io.rivulet.audit.run.Explanation;
import io.rivulet.id.Ids;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `explain ACCOUNT POST`
@Command(
    name = "explain",
    description = "Says why a post is, or is not, in a home timeline.",
    mixinStandardHelpOptions = true)
public final class ExplainCommand implements Runnable {
  @Mixin private TargetOption target = new TargetOption();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "ACCOUNT", description = "Whose timeline: id or @username")
  private String account = "";

  @Parameters(index = "1", paramLabel = "POST", description = "Id of a post or boost")
  private String post = "";

  @Override
  public void run() {
    long id = Ids.parse(post);
    if (id == 0) {
      throw new ParameterException(
          spec.commandLine(), "POST: expected the id of a post, found " + post);
    }
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter progress = spec.commandLine().getErr();
    new Explanation(target.target(), AuditSettings.DEFAULT, progress::println)
        .of(account, id)
        .forEach(out::println);
  }
}
