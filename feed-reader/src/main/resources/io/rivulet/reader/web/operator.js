// What the operations page asks, with an operator's token.
import { useEffect, useRef, useState } from "./ui.js";

const KEY = "rivulet.operator";
const TOKEN = /^#token=([\w.-]+)$/;

/// The token comes behind the address's sharp sign, which browsers send nowhere, and leaves it at once.
export function givenToken() {
  const [, token] = TOKEN.exec(location.hash) ?? [];
  if (token) {
    keepToken(token);
    history.replaceState(null, "", location.pathname);
  }
  return sessionStorage.getItem(KEY);
}

export function keepToken(token) {
  sessionStorage.setItem(KEY, token);
}

/// `{value, failure}`: what is answered, or why not. With a choice it is sent.
export async function ask(path, token, { signal, choice } = {}) {
  try {
    const answer = await fetch(`/operations/${path}`, {
      method: choice ? "POST" : "GET",
      headers: { authorization: `Bearer ${token}`, ...(choice && { "content-type": "application/json" }) },
      body: choice && JSON.stringify(choice),
      signal,
    });
    const body = await answer.json();
    return answer.ok ? { value: body, failure: null } : { failure: { status: answer.status, text: body.error } };
  } catch (failed) {
    return { failure: { status: 0, text: `feed-reader does not answer (${failed.message})` } };
  }
}

export const isRefusal = (failure) => failure?.status === 401 || failure?.status === 403;

/// Asks again and again; `{value, failure, again}`. What was answered last stays when an answer fails;
/// `heard` is given each answer, and `again` asks at once.
export function usePolled(path, token, every, heard) {
  const [polled, setPolled] = useState({ value: null, failure: null });
  const again = useRef(() => {});
  useEffect(() => {
    if (!token) {
      return undefined;
    }
    const stop = new AbortController();
    let timer = 0;
    const poll = async () => {
      clearTimeout(timer);
      const found = await ask(path, token, { signal: stop.signal });
      if (stop.signal.aborted) {
        return;
      }
      setPolled((before) => ({ ...before, ...found }));
      if (found.value) {
        heard?.(found.value);
      }
      clearTimeout(timer);
      if (!isRefusal(found.failure)) {
        timer = setTimeout(poll, every); // else another token begins anew
      }
    };
    again.current = poll;
    setPolled({ value: null, failure: null });
    poll();
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [path, token]);
  return { ...polled, again: () => again.current() };
}
