package io.rivulet.access;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.ResourcePatternFilter;

/// Makes Kafka's access lists those of [KafkaAccess], for the users of [Role] and nobody else: what
/// is missing is added, what a user may beyond it is taken away.
public final class KafkaAccessProvisioner {
  /// As many as Kafka's own tools have; each sign-in takes the broker some milliseconds.
  private static final int ITERATIONS = 8_192;

  private final Admin admin;

  /// @param admin signed in as somebody who may alter the cluster
  public KafkaAccessProvisioner(Admin admin) {
    this.admin = admin;
  }

  /// What was changed.
  public record Change(List<AclBinding> added, List<AclBinding> removed) {}

  /// Applies them.
  ///
  /// @throws AccessException if Kafka refuses or does not answer
  public Change apply(KafkaAccess access) {
    List<AclBinding> wanted = access.all();
    Set<AclBinding> present = present();
    List<AclBinding> added = wanted.stream().filter(one -> !present.contains(one)).toList();
    Set<AclBinding> kept = new HashSet<>(wanted);
    List<AclBinding> removed = present.stream().filter(one -> !kept.contains(one)).toList();
    // First what is given: somebody who is at work must not lose what stays his.
    await(admin.createAcls(added).all());
    var _ = await(admin.deleteAcls(removed.stream().map(AclBinding::toFilter).toList()).all());
    return new Change(added, removed);
  }

  private Set<AclBinding> present() {
    return Arrays.stream(Role.values())
        .map(role -> await(admin.describeAcls(of(role)).values()))
        .flatMap(Collection::stream)
        .collect(Collectors.toSet());
  }

  private static AclBindingFilter of(Role role) {
    return new AclBindingFilter(
        ResourcePatternFilter.ANY,
        new AccessControlEntryFilter(
            KafkaAccess.principal(role), null, AclOperation.ANY, AclPermissionType.ANY));
  }

  /// Sets passwords (SCRAM-SHA-512). Who has signed in stays so until his connection ends.
  ///
  /// @throws AccessException if Kafka refuses or does not answer
  public void setPasswords(Map<Role, String> passwords) {
    List<UserScramCredentialAlteration> alterations =
        passwords.entrySet().stream()
            .<UserScramCredentialAlteration>map(
                one ->
                    new UserScramCredentialUpsertion(
                        one.getKey().user(),
                        new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS),
                        one.getValue()))
            .toList();
    await(admin.alterUserScramCredentials(alterations).all());
  }

  private static <T> T await(KafkaFuture<T> answer) {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw new AccessException("Kafka: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AccessException("interrupted", e);
    }
  }
}
