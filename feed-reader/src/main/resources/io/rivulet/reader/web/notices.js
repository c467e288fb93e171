// Notifications, and how many of them nobody has looked at yet.
import { get } from "./api.js";
import { Source } from "./source.js";
import { statuses } from "./statuses.js";

class Notices extends Source {
  list = [];
  next = null;
  state = "new";
  failure = null;
  unseen = 0;

  async open() {
    this.unseen = 0;
    await this.#load("/api/v1/notifications?limit=40", []);
  }

  async more() {
    if (this.next && this.state !== "loading") {
      await this.#load(this.next, this.list);
    }
  }

  async #load(path, before) {
    this.state = "loading";
    this.changed();
    try {
      const { body, next } = await get(path);
      statuses.take(body.map((notice) => notice.status).filter(Boolean));
      this.list = [...before, ...body];
      this.next = body.length ? next : null;
      this.state = "ready";
    } catch (failure) {
      this.failure = failure;
      this.state = "failed";
    }
    this.changed();
  }

  add(notice) {
    if (this.list.every((known) => known.id !== notice.id)) {
      this.list = [notice, ...this.list];
      this.unseen++;
      this.changed();
    }
  }
}

export const notices = new Notices();

export function notify(notice) {
  if (notice.status) {
    statuses.take([notice.status]);
  }
  notices.add(notice);
}
