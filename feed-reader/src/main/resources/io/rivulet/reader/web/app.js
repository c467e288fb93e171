// Where the page begins: who is signed in, which view the address names.
import { html, render, useChanges, useEffect, useRef } from "./ui.js";
import { Bookmarks, Home, Tag } from "./home.js";
import { DialogPlace } from "./dialog.js";
import { Failure, Note, Skeletons } from "./parts.js";
import { installKeys, selected } from "./keyboard.js";
import { listen } from "./live.js";
import { me, token } from "./session.js";
import { Notifications } from "./notifications.js";
import { Profile } from "./profile.js";
import { finish, recall } from "./oauth.js";
import { go, route } from "./router.js";
import { home } from "./feed.js";
import { Search } from "./search.js";
import { Shell } from "./shell.js";
import { SignedIn, Start } from "./start.js";
import { Thread } from "./thread.js";
import { Toast } from "./toast.js";
import { apply } from "./theme.js";
import { Value } from "./source.js";

const VIEWS = {
  home: Home,
  notifications: Notifications,
  search: Search,
  bookmarks: Bookmarks,
  thread: Thread,
  profile: Profile,
  tag: Tag,
  missing: () => html`<${Note} title="There is nothing here">This address leads nowhere. <a href="/">Go to the source</a><//>`,
};

/// What guests may see too.
const OPEN = new Set(["thread", "profile", "tag", "missing"]);

/// Why nobody is signed in who should be.
const trouble = new Value(null);

function App() {
  useChanges(route);
  useChanges(me);
  useChanges(trouble);
  const { view, key, query, ...values } = route.value;
  useFocus(key);
  if (view === "signedIn") {
    return html`<${SignedIn} query=${query} onDone=${finishSigningIn} />`;
  }
  if (view === "start" || (!token() && !OPEN.has(view))) {
    return html`<${Start} /><${DialogPlace} /><${Toast} />`;
  }
  return html`<${Shell}><${Content} view=${view} query=${query} ...${values} /><//>
    <${DialogPlace} /><${Toast} />`;
}

function Content({ view, back, ...values }) {
  const View = VIEWS[view];
  if (token() && !me.value) {
    return trouble.value
      ? html`<${Failure} failure=${trouble.value} again=${begin} />`
      : html`<${Skeletons} />`;
  }
  return html`<${View} key=${values.id ?? values.name ?? values.tag ?? view} ...${values} />`;
}

/// A new view: screen readers and the keyboard begin at its head, as after loading a page.
function useFocus(key) {
  const before = useRef(key);
  useEffect(() => {
    const typing = document.activeElement?.matches?.("input, textarea");
    if (before.current !== key && !typing) {
      selected.value = null;
      document.querySelector("main h1")?.focus({ preventScroll: true });
    }
    before.current = key;
  }, [key]);
}

async function finishSigningIn(query) {
  const back = await finish(query);
  go(back, { replace: true }); // the code leaves the address and the history
  await begin();
}

async function begin() {
  trouble.value = null;
  if (token()) {
    // Beside each other, and not one after the other: the timeline is what one waits for.
    void home().open();
    try {
      await recall();
      listen();
    } catch (failure) {
      trouble.value = failure;
    }
  }
}

apply();
installKeys();
render(html`<${App} />`, document.getElementById("app"));
if (route.value.view === "start" && token()) {
  go("/home", { replace: true });
}
if (route.value.view !== "signedIn") {
  void begin();
}
