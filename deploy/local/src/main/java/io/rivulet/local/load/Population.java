package io.rivulet.local.load;

import io.rivulet.event.AccountUpdated;
import io.rivulet.event.EventJson;
import io.rivulet.event.InvalidEventException;
import io.rivulet.event.RelationEvent;
import io.rivulet.kafka.KafkaSettings;
import io.rivulet.local.LocalException;
import io.rivulet.relations.Relation;
import io.rivulet.topic.Topics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// Who is there, and who follows whom, as Kafka's logs say at one moment. In the order of the
/// names, since ids differ from run to run.
record Population(List<Member> members, List<Pairs.Pair> follows) {
  /// Fewer cannot block each other and still have something to read.
  private static final int LEAST = 10;

  Population {
    members = List.copyOf(members);
    follows = List.copyOf(follows);
  }

  record Member(long id, String username) {
    String handle() {
      return "@" + username;
    }
  }

  /// Reads both topics.
  ///
  /// @param people usernames of those who count
  /// @throws LocalException if there are too few people
  static Population read(KafkaSettings kafka, Predicate<String> people) {
    List<Member> members = members(kafka, people);
    if (members.size() < LEAST) {
      throw new LocalException(
          "%d accounts are too few for a load, which needs %d: start with `deploy/rivulet up`, without --empty"
              .formatted(members.size(), LEAST));
    }
    return new Population(members, follows(kafka, numbers(members)));
  }

  private static List<Member> members(KafkaSettings kafka, Predicate<String> people) {
    Map<Long, Member> members = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : TopicContent.read(kafka, Topics.ACCOUNTS)) {
      try {
        AccountUpdated account = EventJson.decode(record.value(), AccountUpdated.class);
        members.put(account.id(), new Member(account.id(), account.username()));
      } catch (InvalidEventException _) {
        // Whoever else reads the topic leaves it out too.
      }
    }
    return members.values().stream()
        .filter(member -> people.test(member.username()))
        .sorted(Comparator.comparing(Member::username))
        .toList();
  }

  private static Map<Long, Integer> numbers(List<Member> members) {
    Map<Long, Integer> numbers = new HashMap<>();
    for (int i = 0; i < members.size(); i++) {
      numbers.put(members.get(i).id(), i);
    }
    return numbers;
  }

  private static List<Pairs.Pair> follows(KafkaSettings kafka, Map<Long, Integer> numbers) {
    Map<Pairs.Pair, Relation> relations = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : TopicContent.read(kafka, Topics.RELATIONS)) {
      try {
        RelationEvent event = EventJson.decode(record.value(), RelationEvent.class);
        Integer viewer = numbers.get(event.viewer());
        Integer target = numbers.get(event.target());
        if (viewer != null && target != null) {
          relations.compute(
              new Pairs.Pair(viewer, target),
              (_, before) -> (before == null ? Relation.NONE : before).after(event));
        }
      } catch (InvalidEventException _) {
        // Whoever else reads the topic leaves it out too.
      }
    }
    var follows = new ArrayList<Pairs.Pair>();
    relations.forEach(
        (pair, relation) -> {
          if (relation.following()) {
            follows.add(pair);
          }
        });
    follows.sort(Comparator.comparingInt(Pairs.Pair::one).thenComparingInt(Pairs.Pair::other));
    return follows;
  }
}
