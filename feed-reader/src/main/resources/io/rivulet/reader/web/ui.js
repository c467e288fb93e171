// What every component is written with: Preact's `h` bound to htm's tagged templates, and the hooks.
import { h, render, Fragment } from "preact";
import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useReducer,
  useRef,
  useState,
} from "preact/hooks";
import htm from "htm";

export const html = htm.bind(h);
export { Fragment, render };
export { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState };

/// Renders the component again whenever `source` says that it has changed. It listens from the very
/// turn in which it was rendered: an effect after painting would miss what comes in between.
export function useChanges(source) {
  const [, again] = useReducer((count) => count + 1, 0);
  useLayoutEffect(() => source.subscribe(again), [source]);
}

/// Sets the title of the document, which screen readers read out after a change of view.
export function useTitle(title) {
  useEffect(() => {
    document.title = title ? `${title} · Rivulet` : "Rivulet";
  }, [title]);
}
