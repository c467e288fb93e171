// Icons as strokes on a grid of 24, drawn for this page. They are decoration: whoever uses one says in
// words what it does.
import { html } from "./ui.js";

const STROKES = {
  home: "M3 11.5 12 4l9 7.5M6 10v9.5h12V10",
  bell: "M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 2h-15zM10 21.2h4",
  search: "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.4 15.4 20.5 20.5",
  person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5a7.5 7.5 0 0 1 15 0",
  write: "M4 20l1-4.5L16.2 4.3a1.8 1.8 0 0 1 2.6 0l.9.9a1.8 1.8 0 0 1 0 2.6L8.5 19z",
  reply: "M9.5 6 4 11.2l5.5 5.3M4.5 11.2H14a6 6 0 0 1 6 6v1.3",
  boost: "M4 10.5V9a3 3 0 0 1 3-3h10.5M15 3.2 17.8 6 15 8.8M20 13.5V15a3 3 0 0 1-3 3H6.5M9 15.2 6.2 18 9 20.8",
  favourite:
    "M12 20.2C5.6 15.9 3.4 12.6 3.4 9.4a4.6 4.6 0 0 1 8.6-2.3 4.6 4.6 0 0 1 8.6 2.3c0 3.2-2.2 6.5-8.6 10.8z",
  bookmark: "M6.5 4h11v16.5L12 16.3l-5.5 4.2z",
  path: "M4 6.5h4.5c4.5 0 2.5 11 7 11H20M4 6.5h.01M20 17.5h.01M12.3 12h.01",
  delete: "M5 7h14M9.5 7V4.5h5V7M7 7l.8 13h8.4L17 7",
  picture: "M4 5h16v14H4zM4 16l4.8-5 4 4.2 2.7-2.7L20 17M15 9h.01",
  warning: "M12 4.2 21 19.5H3zM12 10v4.2M12 17h.01",
  public: "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM3.5 12h17M12 3.5c5 5.5 5 11.5 0 17M12 3.5c-5 5.5-5 11.5 0 17",
  unlisted: "M7 10.5V8a5 5 0 0 1 9.7-1.6M5.5 10.5h13v9.5h-13z",
  private: "M7 10.5V8a5 5 0 0 1 10 0v2.5M5.5 10.5h13v9.5h-13z",
  direct: "M4 6h16v12H4zM4 7l8 6.3L20 7",
  theme: "M12 20.5a8.5 8.5 0 1 0 0-17zM12 20.5a8.5 8.5 0 1 1 0-17z",
  leave: "M14 4.5H5.5v15H14M10.5 12H20M16.5 8.2 20.2 12l-3.7 3.8",
  close: "M6 6l12 12M18 6 6 18",
  back: "M14.5 5 7.5 12l7 7",
  help: "M9 9.2a3 3 0 1 1 4.6 2.5c-1 .7-1.6 1.2-1.6 2.5M12 17.6h.01M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z",
  follow: "M10 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM3 20.5a7 7 0 0 1 12-5M18.5 15.5v5M16 18h5",
};

export function Icon({ name, filled = false }) {
  return html`<svg
    class=${filled ? "icon filled" : "icon"}
    viewBox="0 0 24 24"
    aria-hidden="true"
    focusable="false"
  >
    <path d=${STROKES[name]} />
  </svg>`;
}

/// The mark: three strands of water that run together.
export function Mark() {
  return html`<svg class="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
    <path d="M3 7c9 0 9 9 18 9h8" />
    <path d="M3 16h26" />
    <path d="M3 25c9 0 9-9 18-9" />
  </svg>`;
}
