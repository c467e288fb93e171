package io.rivulet.cli;

import io.rivulet.access.AccessException;
import io.rivulet.audit.AuditException;
import io.rivulet.event.InvalidEventException;
import io.rivulet.local.LocalException;
import io.rivulet.repartition.RepartitionException;
import io.rivulet.servers.ServerException;
import io.rivulet.topic.TopicException;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// Says what went wrong, in one line. A stack trace is shown only for a bug of ours, or to who sets
/// the system property `rivulet.trace`.
final class Failures {
  private Failures() {}

  static int usage(ParameterException failure, String[] arguments) {
    CommandLine command = failure.getCommandLine();
    command.getErr().println(command.getColorScheme().errorText(text(failure)));
    if (!CommandLine.UnmatchedArgumentException.printSuggestions(failure, command.getErr())) {
      command.getErr().printf("Try `%s --help`.%n", command.getCommandSpec().qualifiedName());
    }
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }

  static int execution(Exception failure, CommandLine command, ParseResult parsed) {
    command.getErr().println(command.getColorScheme().errorText(text(failure)));
    if (!isExpected(failure) || Boolean.getBoolean("rivulet.trace")) {
      failure.printStackTrace(command.getErr());
    }
    return command.getCommandSpec().exitCodeOnExecutionException();
  }

  /// Failures of the surroundings or the input, whose message is for the user.
  private static boolean isExpected(Exception failure) {
    return failure instanceof LocalException
        || failure instanceof AuditException
        || failure instanceof ServerException
        || failure instanceof TopicException
        || failure instanceof RepartitionException
        || failure instanceof AccessException
        || failure instanceof InvalidEventException
        || failure instanceof KafkaException;
  }

  /// The first line: some messages end with a server's log, which is in its file too.
  static String text(Exception failure) {
    return Optional.ofNullable(failure.getMessage())
        .flatMap(message -> message.lines().findFirst())
        .orElse(failure.toString());
  }
}
