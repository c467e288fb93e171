package io.rivulet.reader.search;

import io.rivulet.post.StatusRenderer;
import io.rivulet.post.WebAddresses;
import io.rivulet.reader.account.AccountAnswers;
import io.rivulet.reader.fetch.Access;
import io.rivulet.reader.fetch.Patience;
import io.rivulet.reader.hydrate.Hydration;
import io.rivulet.reader.hydrate.Pages;
import io.rivulet.reader.hydrate.Profiles;
import io.rivulet.reader.index.Index;
import java.net.URI;
import java.util.List;

/// Everything that answers by the index.
public final class SearchResources {
  private SearchResources() {}

  /// How statuses and accounts are read.
  public record Reads(
      Access access, Hydration hydration, Profiles profiles, Patience patience, Pages pages) {}

  /// The resources to register.
  public static List<Object> of(Index index, Reads reads, String publicUrl) {
    Lookers lookers = new Lookers(reads.access(), index);
    Patience patience = reads.patience();
    Hydration hydration = reads.hydration();
    FoundPages found = new FoundPages(hydration);
    FoundAccounts listed = new FoundAccounts(reads.profiles(), found);
    AccountSearch accounts = new AccountSearch(reads.access(), reads.profiles(), publicUrl);
    AccountAnswers answers = new AccountAnswers(patience, reads.pages());
    WebAddresses addresses = new WebAddresses(URI.create(publicUrl));
    ReactedAnswers reacted =
        new ReactedAnswers(
            lookers, new ReactedPages(reads.access(), hydration), patience, reads.pages());
    Editions editions = new Editions(hydration);
    return List.of(
        new SearchResource(lookers, accounts, found, hydration, addresses, patience),
        new AccountSearchResource(lookers, accounts, patience),
        new PublicTimelineResource(lookers, found, patience, reads.pages()),
        new TagResource(addresses),
        new ContextResource(lookers, new Conversations(hydration), patience),
        new FollowersResource(lookers, listed, reads.profiles(), answers),
        new ReactedByResource(lookers, listed, hydration, answers),
        new FavouritesResource(reacted),
        new BookmarksResource(reacted),
        new HistoryResource(lookers, editions, new StatusRenderer(addresses), patience),
        new SourceResource(lookers, editions, patience));
  }
}
