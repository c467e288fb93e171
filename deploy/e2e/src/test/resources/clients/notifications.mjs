// Who is followed, mentioned, favourited and boosted is told, in a list and as it happens.
import assert from "node:assert/strict";
import { createStreamingAPIClient } from "masto";
import { as, checked, eventually, idOf, idsOf } from "./common.mjs";

const author = as("AUTHOR");
const reader = as("READER");

const streaming = createStreamingAPIClient({
  streamingApiUrl: process.env.FEED_URL,
  accessToken: process.env.TOKEN_AUTHOR,
  retry: false,
});
const heard = [];
const listening = (async () => {
  for await (const { event, payload } of streaming.user.subscribe()) {
    heard.push(event === "notification" ? payload.type : event);
  }
})();
await eventually(async () => {
  await author.v1.statuses.create({ status: "Am I heard?" });
  assert.ok(heard.includes("update"));
});

const post = await author.v1.statuses.create({ status: "Tell me" });
await reader.v1.accounts.$select(idOf("AUTHOR")).follow();
await reader.v1.statuses.$select(post.id).favourite();
await reader.v1.statuses.$select(post.id).reblog();
const mention = await reader.v1.statuses.create({ status: `@${process.env.NAME_AUTHOR} hello` });

const expected = ["favourite", "follow", "mention", "reblog"];
const list = await eventually(async () => {
  const notifications = await author.v1.notifications.list();
  assert.deepEqual(notifications.map(({ type }) => type).toSorted(), expected);
  return notifications;
});
assert.ok(list.every(({ account }) => account.id === idOf("READER")));
assert.equal(list.find(({ type }) => type === "favourite").status.id, post.id);
assert.equal(list.find(({ type }) => type === "mention").status.id, mention.id);
checked("four notifications, of whom and of what");

await eventually(() => assert.deepEqual(heard.filter((kind) => expected.includes(kind)).toSorted(), expected));
checked("each was told as it happened");

const mentions = await author.v1.notifications.list({ types: ["mention"] });
assert.deepEqual(mentions.map(({ type }) => type), ["mention"]);
const paged = [];
for await (const page of author.v1.notifications.list({ limit: 1 })) {
  paged.push(...idsOf(page));
}
assert.deepEqual(paged, idsOf(list));
await author.v1.notifications.clear();
await eventually(async () => assert.deepEqual(await author.v1.notifications.list(), []));
checked("by type, page by page, and cleared");

streaming.close();
await listening;
