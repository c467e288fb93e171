// A follower listens over a WebSocket, by masto, and to server-sent events, by Node's own EventSource, while posts
// arrive. Each is told once, of what can be read already.
import assert from "node:assert/strict";
import { createStreamingAPIClient } from "masto";
import { as, checked, eventually, idOf, idsOf, newestFirst, publish, url } from "./common.mjs";

const author = as("AUTHOR");
const reader = as("READER");
const accessToken = process.env.TOKEN_READER;
const heard = { socket: [], events: [] };
const reads = [];

/** Notes an event; a status that one is told of must be in the home timeline already. */
function hear(way, event, payload) {
  const id = event === "delete" ? payload : payload.id;
  heard[way].push([event, id]);
  if (event === "update") {
    reads.push(
      reader.v1.timelines.home.list({ limit: 40 }).then((page) =>
        assert.ok(idsOf(page).includes(id), `${way}: ${id} cannot be read yet`),
      ),
    );
  }
}
const told = (way, event) => heard[way].filter(([kind]) => kind === event).map(([, id]) => id);

const instance = await reader.v2.instance.fetch();
const streaming = createStreamingAPIClient({
  streamingApiUrl: instance.configuration.urls.streaming,
  accessToken,
  retry: false,
});
const subscription = streaming.user.subscribe();
const listening = (async () => {
  for await (const { event, payload } of subscription) {
    hear("socket", event, payload);
  }
})();

const source = new EventSource(new URL(`/api/v1/streaming/user?access_token=${accessToken}`, url));
for (const event of ["update", "status.update", "delete"]) {
  source.addEventListener(event, ({ data }) =>
    hear("events", event, event === "delete" ? data : JSON.parse(data)),
  );
}

// A subscription has no answer, so whoever waits for it posts until he hears of it.
const own = [];
await eventually(async () => {
  own.push((await reader.v1.statuses.create({ status: "Am I heard?" })).id);
  assert.ok(told("socket", "update").length > 0 && told("events", "update").length > 0);
});
checked("both ways are open");

await reader.v1.accounts.$select(idOf("AUTHOR")).follow();
const posts = await publish(author, 20);
for (const way of ["socket", "events"]) {
  await eventually(() => {
    const fromAuthor = told(way, "update").filter((id) => !own.includes(id));
    assert.deepEqual(newestFirst(fromAuthor), posts);
  });
  checked(`${way}: 20 posts, each once`);
}
await Promise.all(reads);
checked("what one is told of can be read");

await author.v1.statuses.$select(posts[0]).update({ status: "changed" });
await author.v1.statuses.$select(posts[1]).remove();
for (const way of ["socket", "events"]) {
  await eventually(() => assert.deepEqual(told(way, "status.update"), [posts[0]]));
  await eventually(() => assert.deepEqual(told(way, "delete"), [posts[1]]));
  checked(`${way}: a change and a delete`);
}

source.close();
subscription.unsubscribe();
streaming.close();
await listening;
checked("the end");
