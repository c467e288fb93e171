package io.rivulet.ingest;

import io.dropwizard.core.setup.Environment;
import io.dropwizard.lifecycle.AutoCloseableManager;
import io.dropwizard.lifecycle.Managed;
import io.micrometer.core.instrument.MeterRegistry;
import io.rivulet.account.AccountRenderer;
import io.rivulet.cold.ColdPosts;
import io.rivulet.cold.WorkersAsked;
import io.rivulet.id.IdGenerator;
import io.rivulet.ingest.account.AccountResource;
import io.rivulet.ingest.account.Accounts;
import io.rivulet.ingest.account.ExistingAccounts;
import io.rivulet.ingest.account.Profiles;
import io.rivulet.ingest.answer.AccountAnswer;
import io.rivulet.ingest.answer.StatusAnswer;
import io.rivulet.ingest.deadletter.DeadLettersServlet;
import io.rivulet.ingest.kept.KeptPublisher;
import io.rivulet.ingest.kept.ListResource;
import io.rivulet.ingest.kept.MarkerResource;
import io.rivulet.ingest.kept.NoticeResource;
import io.rivulet.ingest.known.KnownAccounts;
import io.rivulet.ingest.known.KnownKept;
import io.rivulet.ingest.known.KnownPosts;
import io.rivulet.ingest.known.KnownReactions;
import io.rivulet.ingest.known.KnownRelations;
import io.rivulet.ingest.known.Mentions;
import io.rivulet.ingest.known.Names;
import io.rivulet.ingest.known.RecentBoosts;
import io.rivulet.ingest.media.Attachments;
import io.rivulet.ingest.media.MediaApi;
import io.rivulet.ingest.media.Uploads;
import io.rivulet.ingest.publish.Overlay;
import io.rivulet.ingest.publish.Publisher;
import io.rivulet.ingest.reaction.ReactionPublisher;
import io.rivulet.ingest.reaction.ReactionResource;
import io.rivulet.ingest.relation.FollowRequestResource;
import io.rivulet.ingest.relation.Pairs;
import io.rivulet.ingest.relation.RelationPublisher;
import io.rivulet.ingest.relation.RelationResource;
import io.rivulet.ingest.status.Boosts;
import io.rivulet.ingest.status.Drafts;
import io.rivulet.ingest.status.IdempotencyKeys;
import io.rivulet.ingest.status.StatusResource;
import io.rivulet.ingest.status.Statuses;
import io.rivulet.ingest.submission.Submissions;
import io.rivulet.overlay.OverlayReader;
import io.rivulet.overlay.OverlayWriter;
import io.rivulet.post.StatusRenderer;
import io.rivulet.post.WebAddresses;
import io.rivulet.redis.Redis;
import io.rivulet.redis.UnavailableException;
import io.rivulet.service.RedisCheck;
import io.rivulet.topic.LayoutWatch;
import io.rivulet.trace.Tracing;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;

/// Everything that feed-ingest consists of, put together once.
final class IngestWiring {
  private final IngestConfiguration configuration;
  private final MeterRegistry meters;
  private final Clock clock;
  private final Tracing tracing;
  private final IdGenerator ids;
  private final WebAddresses addresses;

  // What is written to.
  private final Redis redis;
  private final LayoutWatch layouts;
  private final Publisher publisher;
  private final Overlay overlay;

  // What is known.
  private final KnownRelations relations;
  private final ColdPosts cold;
  private volatile boolean filled;
  private final KnownPosts posts;
  private final KnownAccounts accounts;
  private final KnownReactions reactions;
  private final Names names;
  private final Mentions mentions;
  private final AccountAnswer accountAnswer;
  private final Uploads uploads;
  private final Attachments attachments;

  IngestWiring(
      IngestConfiguration configuration, MeterRegistry meters, Clock clock, Tracing tracing) {
    this.configuration = configuration;
    this.meters = meters;
    this.clock = clock;
    this.tracing = tracing;
    ids = new IdGenerator(configuration.node(), clock);
    addresses = new WebAddresses(URI.create(configuration.publicUrl()));

    redis = Redis.cautious(configuration.redis(), meters);
    layouts = new LayoutWatch(configuration.kafka());
    publisher = new Publisher(configuration.kafka(), configuration.publish(), meters, layouts);
    overlay = new Overlay(redis, new OverlayWriter(redis, configuration.overlay()), meters);

    OverlayReader recent = new OverlayReader(redis);
    relations = new KnownRelations(redis, recent);
    cold = WorkersAsked.of(redis, configuration.coldPosts(), meters);
    posts = new KnownPosts(redis, recent, relations, cold);
    accounts = new KnownAccounts(redis, recent, cold);
    reactions = new KnownReactions(redis, recent, clock);
    names = new Names(redis, cold, configuration.overlay().ttl());
    mentions = new Mentions(names);
    accountAnswer = new AccountAnswer(accounts, relations);
    uploads = new Uploads(configuration.media(), ids);
    attachments = new Attachments(uploads, addresses);
  }

  void register(Environment environment) {
    KafkaCheck kafka = new KafkaCheck(configuration.kafka(), publisher::isTrying);
    Submissions submissions = submissions();

    Statuses statuses =
        new Statuses(publisher, overlay, posts, new StatusRenderer(addresses), ids, clock);
    StatusAnswer answer = new StatusAnswer(accountAnswer);
    environment.jersey().register(statusResource(statuses, answer));
    environment
        .jersey()
        .register(
            new ReactionResource(
                statuses,
                reactions,
                new ReactionPublisher(publisher, overlay, ids, clock),
                answer));
    environment.jersey().register(accountResource());
    new MediaApi(uploads, configuration.media(), addresses)
        .register(environment, accountAnswer, meters, clock);
    Pairs pairs = new Pairs(accounts, relations);
    RelationPublisher relating = new RelationPublisher(publisher, overlay, clock);
    environment.jersey().register(new RelationResource(pairs, relating, accounts));
    environment.jersey().register(new FollowRequestResource(pairs, relating));

    KeptPublisher kept = new KeptPublisher(publisher, overlay, new KnownKept(redis, cold));
    environment.jersey().register(new MarkerResource(kept, clock));
    environment.jersey().register(new NoticeResource(kept, ids));
    environment.jersey().register(new ListResource(kept, relations, ids));

    environment
        .admin()
        .addServlet("dead-letters", new DeadLettersServlet(configuration.kafka(), clock))
        .addMapping(DeadLettersServlet.PATH);

    environment.healthChecks().register("kafka", kafka);
    environment.healthChecks().register("layout", new LayoutCheck(layouts));
    environment.healthChecks().register("redis", new RedisCheck(redis));
    environment.healthChecks().register("submissions", submissions);

    // Stopped in the opposite order: submissions first, Redis last.
    environment.lifecycle().manage(new AutoCloseableManager(redis));
    environment.lifecycle().manage(layouts());
    environment.lifecycle().manage(new AutoCloseableManager(kafka));
    environment.lifecycle().manage(new AutoCloseableManager(publisher));
    environment.lifecycle().manage(submissions);
  }

  private Managed layouts() {
    return new Managed() {
      @Override
      public void start() throws InterruptedException {
        layouts.start();
      }

      @Override
      public void stop() {
        layouts.close();
      }
    };
  }

  private StatusResource statusResource(Statuses statuses, StatusAnswer answer) {
    IdempotencyKeys claims = new IdempotencyKeys(redis, "boost", configuration.boostClaims());
    Boosts boosts = new Boosts(statuses, posts, new RecentBoosts(redis, posts), claims, clock);
    IdempotencyKeys requests = new IdempotencyKeys(redis, "post", configuration.idempotency());
    Drafts drafts = new Drafts(mentions, attachments);
    return new StatusResource(statuses, boosts, posts, drafts, requests, reactions, answer);
  }

  private AccountResource accountResource() {
    Accounts publishing = new Accounts(publisher, overlay, new AccountRenderer(addresses));
    return new AccountResource(
        publishing,
        accounts,
        names,
        accountAnswer,
        new Profiles(addresses, uploads, attachments),
        new AccountResource.NewIds(ids, clock));
  }

  private Submissions submissions() {
    Submissions.Knowledge known =
        new Submissions.Knowledge(
            accounts,
            posts,
            relations,
            names,
            mentions,
            new ExistingAccounts(accounts, names, addresses));
    Duration kept = configuration.submissions().clientKeys();
    Submissions.Memory memory =
        new Submissions.Memory(
            new IdempotencyKeys(redis, "client", kept),
            new IdempotencyKeys(redis, "locked", kept),
            new IdempotencyKeys(redis, "decided", kept));
    return Submissions.of(
        configuration.kafka(),
        configuration.submissions(),
        known,
        memory,
        layouts,
        meters,
        tracing);
  }

  /// Whether Redis was filled once since the start: until then nobody could register. Should it be
  /// lost later, what is answered 503 is answered so by all, and none of them is to be taken out.
  boolean wasFilled() {
    if (!filled) {
      try {
        filled = cold.isFilled();
      } catch (UnavailableException _) {
        return false;
      }
    }
    return filled;
  }
}
