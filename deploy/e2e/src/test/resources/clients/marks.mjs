// Favourites, bookmarks and counts: right at once for the one who acts, soon for others.
import assert from "node:assert/strict";
import { as, checked, eventually, idsOf } from "./common.mjs";

const author = as("AUTHOR");
const reader = as("READER");

const post = await author.v1.statuses.create({ status: "Count me" });
const selected = reader.v1.statuses.$select(post.id);
const others = () => author.v1.statuses.$select(post.id).fetch();

const favourite = await selected.favourite();
assert.deepEqual([favourite.id, favourite.favourited, favourite.favouritesCount], [post.id, true, 1]);
assert.equal((await selected.favourite()).favouritesCount, 1);
assert.equal((await selected.fetch()).favourited, true);
await eventually(async () => assert.equal((await others()).favouritesCount, 1));
assert.equal((await others()).favourited, false);
assert.deepEqual(idsOf(await reader.v1.favourites.list()), [post.id]);
checked("a favourite is counted once");

assert.equal((await selected.bookmark()).bookmarked, true);
assert.deepEqual(idsOf(await reader.v1.bookmarks.list()), [post.id]);
assert.equal((await others()).bookmarked, false);
assert.equal((await selected.unbookmark()).bookmarked, false);
assert.deepEqual(idsOf(await reader.v1.bookmarks.list()), []);
checked("a bookmark is one's own affair");

assert.equal((await selected.reblog()).reblog.reblogsCount, 1);
await reader.v1.statuses.create({ status: "One more", inReplyToId: post.id });
await eventually(async () => {
  const { favouritesCount, reblogsCount, repliesCount } = await others();
  assert.deepEqual([favouritesCount, reblogsCount, repliesCount], [1, 1, 1]);
});
checked("favourites, boosts and replies are counted");

assert.equal((await selected.unreblog()).reblogsCount, 0);
const taken = await selected.unfavourite();
assert.deepEqual([taken.favourited, taken.favouritesCount], [false, 0]);
await eventually(async () => {
  const { favouritesCount, reblogsCount } = await others();
  assert.deepEqual([favouritesCount, reblogsCount], [0, 0]);
});
checked("what is taken back is no longer counted");
