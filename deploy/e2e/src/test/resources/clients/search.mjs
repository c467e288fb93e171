// Somebody is found by his name, a post by its words, a tag by its beginning.
import assert from "node:assert/strict";
import { as, checked, eventually, idOf, idsOf } from "./common.mjs";

const author = as("AUTHOR");
const reader = as("READER");

const post = await author.v1.statuses.create({ status: "An unmistakable lighthouse #lighthouses" });
await eventually(async () => {
  const { accounts } = await reader.v2.search.list({ q: process.env.NAME_AUTHOR, type: "accounts" });
  assert.ok(idsOf(accounts).includes(idOf("AUTHOR")));
});
checked("an account by its name");
await eventually(async () => {
  const { statuses } = await reader.v2.search.list({ q: "unmistakable", type: "statuses" });
  assert.deepEqual(idsOf(statuses), [post.id]);
});
checked("a status by a word");
await eventually(async () => {
  const { hashtags } = await reader.v2.search.list({ q: "lighth", type: "hashtags" });
  assert.deepEqual(hashtags.map(({ name }) => name), ["lighthouses"]);
});
checked("a tag by its beginning");
