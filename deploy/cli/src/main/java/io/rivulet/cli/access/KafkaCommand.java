package io.rivulet.cli.access;

import io.rivulet.access.KafkaAccess;
import io.rivulet.access.KafkaAccessProvisioner;
import io.rivulet.audit.run.AuditTarget;
import io.rivulet.kafka.KafkaSettings;
import io.rivulet.local.LocalException;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclBinding;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `access kafka`
@Command(
    name = "kafka",
    description = {
      "Prints what each user may do in Kafka; applies it with --apply: what is missing is added,",
      "what these users may beyond it is taken away, other users are left alone."
    },
    mixinStandardHelpOptions = true)
final class KafkaCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--apply", description = "Apply it, as a user who may alter the cluster")
  private boolean apply;

  @Option(names = "--kafka", paramLabel = "HOST:PORT", description = "Bootstrap servers")
  private @Nullable String servers;

  @Option(
      names = "--kafka-properties",
      paramLabel = "FILE",
      description = "How to encrypt and sign in (security.*, sasl.*, ssl.*)")
  private @Nullable Path properties;

  @Option(
      names = "--passwords",
      paramLabel = "DIR",
      description = "Set passwords too (SCRAM-SHA-512), those of files USER.password")
  private @Nullable Path passwords;

  @Option(
      names = "--group",
      paramLabel = "NAME",
      description = "The fan-out's streams.applicationId. Default: ${DEFAULT-VALUE}")
  private String group = AuditTarget.GROUP;

  @Override
  public void run() {
    KafkaAccess access = new KafkaAccess(group);
    PrintWriter out = spec.commandLine().getOut();
    if (!apply) {
      access.all().forEach(one -> out.println(line(one)));
      return;
    }
    if (servers == null) {
      throw new LocalException("--apply needs --kafka HOST:PORT");
    }
    try (Admin admin = Admin.create(new KafkaSettings(servers, properties).client())) {
      var provisioner = new KafkaAccessProvisioner(admin);
      if (passwords != null) {
        provisioner.setPasswords(PasswordFolder.read(passwords));
      }
      KafkaAccessProvisioner.Change change = provisioner.apply(access);
      change.added().forEach(one -> out.println("added   " + line(one)));
      change.removed().forEach(one -> out.println("removed " + line(one)));
      out.printf("%d rights, as they must be%n", access.all().size());
    }
  }

  private static String line(AclBinding one) {
    return "%s %s %s %s:%s"
        .formatted(
            one.entry().principal(),
            one.entry().permissionType(),
            one.entry().operation(),
            one.pattern().resourceType(),
            one.pattern().name()
                + (one.pattern().patternType().name().equals("PREFIXED") ? "*" : ""));
  }
}
