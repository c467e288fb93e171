// A follower pages through 200 posts, older and newer, while more arrive.
import assert from "node:assert/strict";
import { as, checked, eventually, idOf, idsOf, publish } from "./common.mjs";

const author = as("AUTHOR");
const reader = as("READER");
const home = reader.v1.timelines.home;

async function pages(paginator) {
  const all = [];
  for await (const page of paginator) {
    all.push(idsOf(page));
  }
  return all;
}

const relationship = await reader.v1.accounts.$select(idOf("AUTHOR")).follow();
assert.ok(relationship.following);
const posts = await publish(author, 200);
await eventually(async () => assert.deepEqual((await pages(home.list({ limit: 40 }))).flat(), posts));
checked("200 posts, 40 a page");

// The end is told by a page without a link to the next, which is empty.
const older = await pages(home.list());
assert.deepEqual(older.map((page) => page.length), [...Array(10).fill(20), 0]);
assert.deepEqual(older.flat(), posts);
checked("200 posts, 20 a page, older and older");

const oldest = posts.at(-1);
const newer = await pages(home.list({ minId: oldest, limit: 40 }).setDirection("prev"));
assert.deepEqual(newer.toReversed().flat(), posts.slice(0, -1));
assert.ok(newer.slice(0, 4).every((page) => page.length === 40));
checked("199 posts, 40 a page, newer and newer");

const seen = [];
const arrived = [];
for await (const page of home.list({ limit: 40 })) {
  seen.push(...idsOf(page));
  arrived.unshift(...(await publish(author, 2)));
}
assert.deepEqual(seen, posts);
checked("pages do not shift when posts arrive");

await eventually(async () =>
  assert.deepEqual(idsOf(await home.list({ limit: 40, minId: posts[0] })), arrived),
);
assert.deepEqual(idsOf(await home.list({ limit: 5, sinceId: posts[0] })), arrived.slice(0, 5));
assert.deepEqual(idsOf(await home.list({ limit: 5, minId: posts[0] })), arrived.slice(-5));
checked("since_id gives the newest, min_id the next");

const own = reader.v1.accounts.$select(idOf("AUTHOR")).statuses;
const written = [...arrived, ...posts];
assert.deepEqual((await pages(own.list({ limit: 40 }))).flat(), written);
const back = await pages(own.list({ minId: oldest, limit: 40 }).setDirection("prev"));
assert.deepEqual(back.toReversed().flat(), written.slice(0, -1));
checked("the author's own posts, both ways");

const removed = await author.v1.statuses.$select(posts[0]).remove();
assert.equal(removed.id, posts[0]);
await assert.rejects(reader.v1.statuses.$select(posts[0]).fetch(), { statusCode: 404 });
await eventually(async () =>
  assert.ok(!idsOf(await home.list({ minId: posts[1], limit: 40 })).includes(posts[0])),
);
checked("a post that was deleted is gone");

assert.equal((await reader.v1.accounts.$select(idOf("AUTHOR")).unfollow()).following, false);
const [relation] = await reader.v1.accounts.relationships.fetch({ id: [idOf("AUTHOR")] });
assert.equal(relation.following, false);
await eventually(async () => assert.deepEqual(idsOf(await home.list()), []));
checked("who follows no longer sees none of it");
