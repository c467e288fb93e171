// What comes by itself, over the WebSocket of the API. Nothing is replayed there, so after each
// connection the home timeline is asked for what came meanwhile (`since_id`).
import { home } from "./feed.js";
import { token } from "./session.js";
import { Value } from "./source.js";
import { statuses } from "./statuses.js";
import { notify } from "./notices.js";

const SHORTEST_PAUSE = 1000;
const LONGEST_PAUSE = 30_000;

/// `live`, `away` while there is no connection.
export const connection = new Value("away");

let socket = null;
let pause = SHORTEST_PAUSE;
let timer = 0;

/// Listens from now on, and again whenever the connection is lost.
export function listen() {
  if (socket || !token()) {
    return;
  }
  const address = location.origin.replace(/^http/, "ws") + "/api/v1/streaming?stream=user";
  // As a subprotocol and not in the address: addresses end in logs.
  socket = new WebSocket(address, token());
  socket.onopen = opened;
  socket.onmessage = (message) => receive(JSON.parse(message.data));
  socket.onclose = closed;
}

function opened() {
  pause = SHORTEST_PAUSE;
  connection.value = "live";
  home()
    .catchUp()
    .catch(() => {}); // the next connection asks again
}

function closed() {
  socket = null;
  connection.value = "away";
  clearTimeout(timer);
  // Spread out, lest all tabs come back in the same moment after a restart.
  timer = setTimeout(listen, pause * (0.5 + Math.random()));
  pause = Math.min(pause * 2, LONGEST_PAUSE);
}

function receive({ event, payload }) {
  switch (event) {
    case "update":
      home().arrive(JSON.parse(payload));
      break;
    case "status.update":
      statuses.take([JSON.parse(payload)]);
      break;
    case "delete":
      statuses.remove(payload);
      break;
    case "notification":
      notify(JSON.parse(payload));
      break;
    default: // of later versions
  }
}

// A laptop that wakes up, or a network that comes back, need not wait for the pause to end.
addEventListener("online", () => {
  clearTimeout(timer);
  listen();
});
