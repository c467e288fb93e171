package io.rivulet.e2e;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.rivulet.redis.VersionedPut;
import io.rivulet.relations.Relate;
import io.rivulet.timeline.AuthorAdd;
import io.rivulet.timeline.Deliveries;
import io.rivulet.timeline.Ownership;
import io.rivulet.timeline.Rebuild;

/// What holds the parts apart. A rule that is in the way is changed here, with a new `because`.
@AnalyzeClasses(
    packages = "io.rivulet",
    importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.NoBenchmarks.class})
class ArchitectureTest {
  /// What a benchmark of Redis alone writes there, it writes as the services do.
  static final class NoBenchmarks implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("/io/rivulet/bench/");
    }
  }

  private static final String COMMON = "common knows what is written where, not who writes it";

  @ArchTest
  static final ArchRule COMMON_KNOWS_NO_SERVICE =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.rivulet.event..",
              "io.rivulet.id..",
              "io.rivulet.cold..",
              "io.rivulet.keyspace..",
              "io.rivulet.post..",
              "io.rivulet.redis..",
              "io.rivulet.relations..",
              "io.rivulet.service..",
              "io.rivulet.timeline..",
              "io.rivulet.topic..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.rivulet.ingest..",
              "io.rivulet.fanout..",
              "io.rivulet.reader..",
              "io.rivulet.local..")
          .because(COMMON);

  @ArchTest
  static final ArchRule INGEST_KNOWS_NO_OTHER_SERVICE =
      noClasses()
          .that()
          .resideInAPackage("io.rivulet.ingest..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.rivulet.fanout..", "io.rivulet.reader..")
          .because("topics and keyspace are the only coupling");

  @ArchTest
  static final ArchRule FANOUT_KNOWS_NO_OTHER_SERVICE =
      noClasses()
          .that()
          .resideInAPackage("io.rivulet.fanout..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.rivulet.ingest..", "io.rivulet.reader..")
          .because("topics and keyspace are the only coupling");

  @ArchTest
  static final ArchRule READER_KNOWS_NO_OTHER_SERVICE =
      noClasses()
          .that()
          .resideInAPackage("io.rivulet.reader..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.rivulet.ingest..", "io.rivulet.fanout..")
          .because("topics and keyspace are the only coupling");

  @ArchTest
  static final ArchRule ONLY_THE_FAN_OUT_DELIVERS =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.rivulet.fanout..", "io.rivulet.timeline..")
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(Deliveries.class, Ownership.class)
          .because("home timelines have one writer a shard, and it is fenced");

  @ArchTest
  static final ArchRule ONLY_THE_DELIVER_STAGE_WRITES_RELATIONS =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.rivulet.fanout.deliver..", "io.rivulet.relations..")
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(Relate.class)
          .because("relations come in by one lane, in order");

  @ArchTest
  static final ArchRule ONLY_THE_PLAN_STAGE_WRITES_AUTHOR_TIMELINES_AND_BODIES =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "io.rivulet.fanout.plan..", "io.rivulet.timeline..", "io.rivulet.redis..")
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(AuthorAdd.class, VersionedPut.class)
          .because("an entry may be handed on only after these writes are acknowledged");

  @ArchTest
  static final ArchRule ONLY_THE_READER_REBUILDS =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.rivulet.reader.home..", "io.rivulet.timeline..")
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(Rebuild.class)
          .because("a timeline is made when somebody reads it");

  @ArchTest
  static final ArchRule ONLY_INGEST_WRITES_THE_OVERLAY =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.rivulet.ingest..", "io.rivulet.overlay..")
          .should()
          .dependOnClassesThat()
          .haveSimpleNameStartingWith("OverlayWriter")
          .because("the overlay shows what Kafka has acknowledged, and only ingest knows that");

  @ArchTest
  static final ArchRule ONLY_THE_INDEX_KNOWS_HOW_IT_IS_KEPT =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.rivulet.reader.index..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.lucene..")
          .because("whoever searches gets ids, and judges what is shown by the rules");

  @ArchTest
  static final ArchRule OF_THE_READER_ONLY_THE_INDEX_READS_TOPICS =
      noClasses()
          .that()
          .resideInAPackage("io.rivulet.reader..")
          .and()
          .resideOutsideOfPackage("io.rivulet.reader.index..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.kafka..")
          .because("home timelines are to be read though Kafka is away");

  @ArchTest
  static final ArchRule THE_MODEL_SHARES_NOTHING_WITH_THE_PIPELINE =
      classes()
          .that()
          .resideInAPackage("io.rivulet.audit.model..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.rivulet.audit.model..",
              "io.rivulet.event..",
              "io.rivulet.topic..",
              "java..",
              "org.jspecify..")
          .because("two that share a mistake agree on it");

  @ArchTest
  static final ArchRule THE_AUDITOR_DECODES_REDIS_BY_ITSELF =
      noClasses()
          .that()
          .resideInAPackage("io.rivulet.audit..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.rivulet.timeline..",
              "io.rivulet.relations..",
              "io.rivulet.visible..",
              "io.rivulet.post..",
              "io.rivulet.overlay..")
          .because("a decoder that is wrong finds what a writer that is wrong the same way wrote");

  @ArchTest
  static final ArchRule NO_CYCLES_IN_THE_SERVICES =
      slices()
          .matching("io.rivulet.(ingest|fanout|reader|audit).(*)..")
          .should()
          .beFreeOfCycles()
          .because("a package that needs its user is no package");

  @ArchTest
  static final ArchRule NO_UTILITIES =
      noClasses()
          .should()
          .haveSimpleNameEndingWith("Manager")
          .orShould()
          .haveSimpleNameEndingWith("Helper")
          .orShould()
          .haveSimpleNameEndingWith("Util")
          .orShould()
          .haveSimpleNameEndingWith("Utils")
          .orShould()
          .haveSimpleNameEndingWith("Impl")
          .because("such a name says that nobody knew what the class is");
}
