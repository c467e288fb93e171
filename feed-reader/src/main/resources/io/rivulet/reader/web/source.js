/// Something that changes and tells so. Listeners are told once a turn of the event loop, however
/// many changes there were: a page of twenty statuses is one rendering, not twenty.
export class Source {
  #listeners = new Set();
  #told = true;

  subscribe(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  changed() {
    if (this.#told) {
      this.#told = false;
      queueMicrotask(() => {
        this.#told = true;
        [...this.#listeners].forEach((listener) => listener());
      });
    }
  }
}

/// A value that tells when it is another.
export class Value extends Source {
  #value;

  constructor(value) {
    super();
    this.#value = value;
  }

  get value() {
    return this.#value;
  }

  set value(value) {
    if (value !== this.#value) {
      this.#value = value;
      this.changed();
    }
  }
}
