// A list of statuses that grows at both ends: older pages by `Link: rel="next"`, what is new at the
// top. Feeds outlive the view that shows them, so that going back finds the list, and the place in
// it, as it was left.
import { get } from "./api.js";
import { Source } from "./source.js";
import { statuses } from "./statuses.js";

/// How many pages a gap may have before the feed rather begins anew.
const MOST_PAGES_OF_A_GAP = 5;
const PAGE = 20;

/// Ids are decimal numbers beyond what JavaScript counts exactly: longer is newer, then by letters.
const isNewer = (one, other) =>
  one.length === other.length ? one > other : one.length > other.length;

class Feed extends Source {
  ids = [];
  /// Newer than what is shown, and not shown before somebody asks for it: nothing moves by itself.
  waiting = [];
  state = "new"; // new, loading, ready, failed
  failure = null;
  next = null;
  /// Where the view was scrolled to when it was left.
  scroll = 0;
  sources = null;
  #path;
  #headers;

  constructor(path, headers = {}) {
    super();
    this.#path = path;
    this.#headers = headers;
  }

  get done() {
    return this.state === "ready" && !this.next;
  }

  /// The first page, unless it is there.
  async open() {
    if (this.state === "new" || (this.state === "failed" && this.ids.length === 0)) {
      const separator = this.#path.includes("?") ? "&" : "?";
      await this.#load(`${this.#path}${separator}limit=${PAGE}`);
    }
  }

  async more() {
    if (this.state !== "loading" && this.next) {
      await this.#load(this.next);
    }
  }

  /// Begins anew.
  async reload() {
    this.ids = [];
    this.waiting = [];
    this.state = "new";
    this.next = null;
    await this.open();
  }

  async #load(path) {
    this.#become("loading");
    try {
      const { body, next, headers } = await get(path, { headers: this.#headers });
      // A page may repeat what came live meanwhile.
      const known = new Set([...this.ids, ...this.waiting]);
      const ids = statuses.take(body, seen("page")).filter((id) => !known.has(id));
      this.ids = [...this.ids, ...ids];
      this.next = body.length ? next : null;
      this.sources = headers.get("Rivulet-Sources") ?? this.sources;
      this.#become("ready");
    } catch (failure) {
      this.failure = failure;
      this.#become("failed");
    }
  }

  #become(state) {
    this.state = state;
    this.changed();
  }

  /// Something came live: it waits until it is asked for.
  arrive(status) {
    if (this.#isNew(status.id)) {
      statuses.take([status], seen("live"));
      this.waiting = [status.id, ...this.waiting].sort((a, b) => (isNewer(a, b) ? -1 : 1));
      this.changed();
    }
  }

  /// Something of one's own: it shows at once.
  prepend(status) {
    statuses.take([status], seen("own"));
    this.waiting = this.waiting.filter((id) => id !== status.id);
    if (!this.ids.includes(status.id)) {
      this.ids = [status.id, ...this.ids];
      this.changed();
    }
  }

  #isNew(id) {
    return this.state !== "new" && !this.ids.includes(id) && !this.waiting.includes(id);
  }

  /// Shows what waits.
  reveal() {
    this.ids = [...this.waiting, ...this.ids].sort((a, b) => (isNewer(a, b) ? -1 : 1));
    this.waiting = [];
    this.changed();
  }

  /// Asks for what came while nobody listened: the pages from the top down to what is known.
  async catchUp() {
    const newest = this.waiting[0] ?? this.ids[0];
    if (this.state !== "ready" || !newest) {
      return this.state === "failed" ? this.reload() : undefined;
    }
    let path = `${this.#path}?since_id=${newest}&limit=40`;
    for (let page = 0; path && page < MOST_PAGES_OF_A_GAP; page++) {
      const { body, next } = await get(path);
      const newer = body.filter((status) => isNewer(status.id, newest));
      newer.reverse().forEach((status) => this.arrive(status));
      if (newer.length < 40) {
        return;
      }
      path = next;
    }
    await this.reload(); // a gap that large would be read from the top anyway
  }
}

const seen = (way) => ({ way, at: new Date().toISOString() });

const feeds = new Map();

/// The feed of an address, the same one as long as the page lives.
export function feedOf(path, headers) {
  if (!feeds.has(path)) {
    feeds.set(path, new Feed(path, headers));
  }
  return feeds.get(path);
}

const HOME = "/api/v1/timelines/home";

/// The home timeline. It asks by which mechanism its entries came, which the page shows.
export const home = () => feedOf(HOME, { "Rivulet-Sources": "true" });
