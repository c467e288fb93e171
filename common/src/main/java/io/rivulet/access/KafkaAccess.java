package io.rivulet.access;

import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DELETE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;
import static org.apache.kafka.common.resource.PatternType.LITERAL;
import static org.apache.kafka.common.resource.PatternType.PREFIXED;
import static org.apache.kafka.common.resource.ResourceType.GROUP;
import static org.apache.kafka.common.resource.ResourceType.TOPIC;

import io.rivulet.topic.Topics;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;

/// The access control lists of Kafka. What is not here is refused, if the brokers have an
/// authorizer that refuses what nothing allows (`allow.everyone.if.no.acl.found` is false by
/// default).
///
/// | who | reads | writes | else |
/// |---|---|---|---|
/// | feed-ingest | submissions, dead letters, layout | submissions (what it replays), posts, relations, accounts, acts, dead letters | group `feed-ingest` |
/// | feed-fanout | posts, relations, accounts, acts, deliveries, layout | deliveries, dead letters | its group, and topics of Streams that begin with its name |
/// | feed-reader | posts, relations, accounts, acts, layout | | |
/// | publisher | | submissions | |
/// | operator | all | submissions, dead letters | creates topics of ours; sees groups, and that there are topics of Streams |
///
/// Writing includes describing, in Kafka's own terms; an idempotent producer needs nothing more.
public final class KafkaAccess {
  private static final String ALL_OURS = "feed.";
  private static final String INGEST_GROUP = "feed-ingest";
  private static final String ANY_GROUP = "*";

  private final String fanoutGroup;

  /// @param fanoutGroup the fan-out's `streams.applicationId`: its group, and how its own topics
  ///   begin
  public KafkaAccess(String fanoutGroup) {
    this.fanoutGroup = fanoutGroup;
  }

  /// What a role may.
  public List<AclBinding> of(Role role) {
    return switch (role) {
      case INGEST -> ingest();
      case FANOUT -> fanout();
      case READER ->
          all(
              List.of(
                  readAll(
                      role,
                      Topics.POSTS,
                      Topics.RELATIONS,
                      Topics.ACCOUNTS,
                      Topics.ACTS,
                      Topics.LAYOUT)));
      case PUBLISHER -> all(List.of(topic(role, Topics.SUBMISSIONS, LITERAL, WRITE, DESCRIBE)));
      case OPERATOR -> operator();
    };
  }

  /// What all roles may.
  public List<AclBinding> all() {
    return Arrays.stream(Role.values()).flatMap(role -> of(role).stream()).toList();
  }

  private static List<AclBinding> ingest() {
    return all(
        List.of(
            readAll(Role.INGEST, Topics.SUBMISSIONS, Topics.DEAD_LETTERS, Topics.LAYOUT),
            group(Role.INGEST, INGEST_GROUP, LITERAL, READ, DESCRIBE),
            writeAll(
                Role.INGEST,
                Topics.SUBMISSIONS,
                Topics.POSTS,
                Topics.RELATIONS,
                Topics.ACCOUNTS,
                Topics.ACTS,
                Topics.DEAD_LETTERS)));
  }

  /// Brokers make the topics of a Streams group in the name of its members, who also delete what of
  /// their changes is not needed any more.
  private List<AclBinding> fanout() {
    return all(
        List.of(
            readAll(
                Role.FANOUT,
                Topics.POSTS,
                Topics.RELATIONS,
                Topics.ACCOUNTS,
                Topics.ACTS,
                Topics.DELIVERIES,
                Topics.LAYOUT),
            writeAll(Role.FANOUT, Topics.DELIVERIES, Topics.DEAD_LETTERS),
            group(Role.FANOUT, fanoutGroup, LITERAL, READ, DESCRIBE),
            topic(
                Role.FANOUT,
                fanoutGroup + "-",
                PREFIXED,
                READ,
                WRITE,
                CREATE,
                DELETE,
                DESCRIBE,
                DESCRIBE_CONFIGS)));
  }

  /// A Streams group is described to those only who may know of all its topics.
  private List<AclBinding> operator() {
    return all(
        List.of(
            topic(Role.OPERATOR, fanoutGroup + "-", PREFIXED, DESCRIBE),
            topic(Role.OPERATOR, ALL_OURS, PREFIXED, READ, DESCRIBE, CREATE, DESCRIBE_CONFIGS),
            writeAll(Role.OPERATOR, Topics.SUBMISSIONS, Topics.DEAD_LETTERS),
            group(Role.OPERATOR, ANY_GROUP, LITERAL, DESCRIBE)));
  }

  private static Stream<AclBinding> readAll(Role role, String... topics) {
    return Arrays.stream(topics).flatMap(name -> topic(role, name, LITERAL, READ, DESCRIBE));
  }

  private static Stream<AclBinding> writeAll(Role role, String... topics) {
    return Arrays.stream(topics).flatMap(name -> topic(role, name, LITERAL, WRITE, DESCRIBE));
  }

  private static Stream<AclBinding> topic(
      Role role, String name, PatternType type, AclOperation... operations) {
    return allow(role, new ResourcePattern(TOPIC, name, type), operations);
  }

  private static Stream<AclBinding> group(
      Role role, String name, PatternType type, AclOperation... operations) {
    return allow(role, new ResourcePattern(GROUP, name, type), operations);
  }

  private static Stream<AclBinding> allow(
      Role role, ResourcePattern resource, AclOperation... operations) {
    return Arrays.stream(operations)
        .map(
            operation ->
                new AclBinding(
                    resource,
                    new AccessControlEntry(
                        principal(role), "*", operation, AclPermissionType.ALLOW)));
  }

  static String principal(Role role) {
    return "User:" + role.user();
  }

  private static List<AclBinding> all(List<Stream<AclBinding>> parts) {
    return parts.stream().flatMap(part -> part).distinct().toList();
  }
}
