// What the acts of masto share: who acts, how to wait, how to say what was checked.
import { createRestAPIClient } from "masto";

export const url = process.env.FEED_URL;

/** A client of the library, for the token that the environment has under this name. */
export const as = (name) => createRestAPIClient({ url, accessToken: process.env[`TOKEN_${name}`] });

export const idOf = (name) => process.env[`ID_${name}`];

export const checked = (what) => console.log(`checked: ${what}`);

/** Tries again until nothing is thrown; what was thrown last is thrown after the bound, in milliseconds. */
export async function eventually(check, bound = 20_000) {
  const end = Date.now() + bound;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > end) {
        throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

/** Publishes so many statuses, eight at a time; their ids, newest first. */
export async function publish(author, count) {
  const ids = [];
  let next = 0;
  const one = async () => {
    while (next < count) {
      const status = await author.v1.statuses.create({ status: `number ${next++}` });
      ids.push(status.id);
    }
  };
  await Promise.all(Array.from({ length: 8 }, one));
  return newestFirst(ids);
}

export const newestFirst = (ids) => ids.toSorted((a, b) => (BigInt(a) < BigInt(b) ? 1 : -1));

export const idsOf = (statuses) => statuses.map((status) => status.id);
