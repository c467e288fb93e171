// A conversation, seen from its middle.
import assert from "node:assert/strict";
import { as, checked, eventually, idsOf } from "./common.mjs";

const author = as("AUTHOR");
const reader = as("READER");

const first = await author.v1.statuses.create({ status: "One" });
const second = await reader.v1.statuses.create({ status: "Two", inReplyToId: first.id });
const third = await author.v1.statuses.create({ status: "Three", inReplyToId: second.id });
const fourth = await reader.v1.statuses.create({ status: "Four", inReplyToId: third.id });

await eventually(async () => {
  const context = await reader.v1.statuses.$select(second.id).context.fetch();
  assert.deepEqual(idsOf(context.ancestors), [first.id]);
  assert.deepEqual(idsOf(context.descendants), [third.id, fourth.id]);
});
checked("what came before and after");
