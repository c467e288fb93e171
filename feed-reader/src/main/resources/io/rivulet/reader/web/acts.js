// What a person does to a status or an account. It shows at once and is taken back if the service
// refuses; what the service answers wins over what was guessed.
import { call, post } from "./api.js";
import { home } from "./feed.js";
import { statuses } from "./statuses.js";
import { say } from "./toast.js";

const TOGGLES = {
  favourite: { flag: "favourited", count: "favourites_count", undo: "unfavourite" },
  bookmark: { flag: "bookmarked", count: null, undo: "unbookmark" },
  reblog: { flag: "reblogged", count: "reblogs_count", undo: "unreblog" },
};

/// Gives or takes back a favourite, bookmark or boost (`reblog`).
export async function toggle(act, id) {
  const { flag, count, undo } = TOGGLES[act];
  const status = statuses.get(id);
  const on = !status[flag];
  const guess = { [flag]: on };
  if (count) {
    guess[count] = Math.max(0, (status[count] ?? 0) + (on ? 1 : -1));
  }
  const before = statuses.change(id, guess);
  try {
    const { body } = await post(`/api/v1/statuses/${id}/${on ? act : undo}`);
    settle(act, on, id, body, guess);
  } catch (failure) {
    statuses.change(id, before);
    say(refusal(failure, act === "reblog" ? "Boosts" : `${titled(act)}s`));
  }
}

/// Counts come from the pipeline a moment later than the answer: of what the answer says, the flag
/// and a higher count are believed, a count that has not moved yet is not.
function settle(act, on, id, body, guess) {
  if (act === "reblog" && on) {
    home().prepend(body);
  }
  const { flag, count } = TOGGLES[act];
  const told = body.reblog ?? body;
  const believed = { [flag]: on };
  if (count) {
    believed[count] = on ? Math.max(guess[count], told[count] ?? 0) : guess[count];
  }
  statuses.change(id, believed);
}

export async function remove(id) {
  try {
    await call("DELETE", `/api/v1/statuses/${id}`);
    statuses.remove(id);
    say("Deleted.");
  } catch (failure) {
    say(refusal(failure, "Deleting"));
  }
}

/// Whether one is notified of each post of somebody whom one follows. Answers as [setFollowing].
export async function setNotified(account, notify) {
  const { body } = await post(`/api/v1/accounts/${account}/follow`, { notify });
  return body;
}

/// Answers the relationship after it.
export async function setFollowing(account, following) {
  const { body } = await post(`/api/v1/accounts/${account}/${following ? "follow" : "unfollow"}`);
  return body;
}

/// Publishes. `key` stays the same if one and the same post is sent again, so that it is published
/// once.
export async function publish(status, key) {
  const { body } = await post("/api/v1/statuses", status, { "Idempotency-Key": key });
  if (body.in_reply_to_id) {
    const answered = statuses.get(body.in_reply_to_id);
    statuses.change(body.in_reply_to_id, { replies_count: (answered?.replies_count ?? 0) + 1 });
  }
  home().prepend(body);
  return body;
}

/// Uploads a picture; answers the id to publish it with.
export async function upload(file, description) {
  const form = new FormData();
  form.append("file", file);
  if (description) {
    form.append("description", description);
  }
  const { body } = await call("POST", "/api/v2/media", { body: form });
  return body.id;
}

const titled = (word) => word[0].toUpperCase() + word.slice(1);

/// Why it did not work, for people.
export function refusal(failure, what) {
  return failure.missing ? `${what} are not to be had here yet.` : failure.message;
}
