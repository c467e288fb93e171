// What every component is written with: Preact's `h` bound to htm's tagged templates, and the hooks.
import { h, render } from "preact";
import {
  useEffect,
  useLayoutEffect,
  useMemo,
  useReducer,
  useRef,
  useState,
} from "preact/hooks";
import htm from "htm";

export const html = htm.bind(h);
export { render };
export { useEffect, useLayoutEffect, useMemo, useRef, useState };

/// Renders the component again whenever `source` says that it has changed. It listens from the very
/// turn in which it was rendered: an effect after painting would miss what comes in between.
export function useChanges(source) {
  const [, again] = useReducer((count) => count + 1, 0);
  useLayoutEffect(() => source.subscribe(again), [source]);
}

const NOTHING = { value: null, failure: null };

/// What `load(key, signal)` comes to: `{value, failure}`, both null before. Of a key that is another
/// one by now, or a view that is gone, nothing is waited for.
export function useLoaded(load, key) {
  const [loaded, setLoaded] = useState(NOTHING);
  useEffect(() => {
    const stop = new AbortController();
    const show = (found) => stop.signal.aborted || setLoaded({ ...NOTHING, ...found });
    show(NOTHING);
    load(key, stop.signal).then(
      (value) => show({ value }),
      (failure) => show({ failure }),
    );
    return () => stop.abort();
  }, [key]);
  return loaded;
}

/// Sets the title of the document, which screen readers read out after a change of view.
export function useTitle(title) {
  useEffect(() => {
    document.title = title ? `${title} · Rivulet` : "Rivulet";
  }, [title]);
}
