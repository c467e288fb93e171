// All statuses this page has seen, by id, each once: a favourite given in the timeline shows in the
// thread too. A boost's own entry refers to the status that it shows.
import { Source } from "./source.js";

const MOST = 5000;

class Statuses extends Source {
  #byId = new Map();
  #gone = new Set();

  /// Takes statuses of an answer in; answers their ids. `seen` tells how and when they got here.
  take(statuses, seen) {
    statuses.forEach((status) => this.#put(status, seen));
    this.#trim();
    this.changed();
    return statuses.map((status) => status.id);
  }

  #put(status, seen) {
    if (status.reblog) {
      this.#put(status.reblog, seen);
    }
    const before = this.#byId.get(status.id);
    this.#byId.set(status.id, { ...before, ...status, seen: before?.seen ?? seen });
  }

  get(id) {
    return this.#gone.has(id) ? undefined : this.#byId.get(id);
  }

  /// The status that an entry shows: a boost shows another one than itself.
  shown(id) {
    const entry = this.get(id);
    return entry?.reblog ? this.get(entry.reblog.id) : entry;
  }

  /// Changes members of a status; answers what they were, for `change` again if it came to nothing.
  change(id, members) {
    const status = this.#byId.get(id);
    if (!status) {
      return {};
    }
    const before = Object.fromEntries(Object.keys(members).map((name) => [name, status[name]]));
    this.#byId.set(id, { ...status, ...members });
    this.changed();
    return before;
  }

  /// Deleted is final. A boost goes with what it shows.
  remove(id) {
    this.#gone.add(id);
    this.changed();
  }

  /// A tab that stays open for weeks must not grow for ever. The oldest taken in go first; views ask
  /// for what they lack.
  #trim() {
    for (const id of this.#byId.keys()) {
      if (this.#byId.size <= MOST) {
        return;
      }
      this.#byId.delete(id);
    }
  }
}

export const statuses = new Statuses();
