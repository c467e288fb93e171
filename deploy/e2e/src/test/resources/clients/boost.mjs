// What is done to a post: boosted, and no longer.
import assert from "node:assert/strict";
import { as, checked } from "./common.mjs";

const author = as("AUTHOR");
const reader = as("READER");

const post = await author.v1.statuses.create({ status: "Say it again" });
const selected = reader.v1.statuses.$select(post.id);

const boost = await selected.reblog();
assert.notEqual(boost.id, post.id);
assert.equal(boost.reblog.id, post.id);
assert.equal(boost.reblog.reblogged, true);
assert.equal((await selected.reblog()).id, boost.id);
checked("a boost wraps its original, and is made once");

const original = await selected.unreblog();
assert.equal(original.id, post.id);
assert.equal(original.reblogged, false);
checked("what is no longer boosted is answered as it was");
