// What is around each view: the ways to other views, and beside it how the chosen post got here.
import { html, useChanges, useEffect, useState } from "./ui.js";
import { Icon, Mark } from "./icons.js";
import { Avatar, nameOf } from "./parts.js";
import { compose } from "./compose.js";
import { help, selected } from "./keyboard.js";
import { home } from "./feed.js";
import { me } from "./session.js";
import { notices } from "./notices.js";
import { Path } from "./path.js";
import { route } from "./router.js";
import { signIn, signOut } from "./oauth.js";
import { statuses } from "./statuses.js";
import { theme, toggleTheme } from "./theme.js";

/// Below it there is no place beside the list; a post's own button tells its way then.
const WIDE = matchMedia("(min-width: 1120px)");

export function Shell({ children }) {
  return html`<a class="skip" href="#main" onClick=${skip}>Skip to the posts</a>
    <div class="shell">
      <${Navigation} />
      <main id="main" tabindex="-1">${children}</main>
      <${Beside} />
    </div>`;
}

function skip(event) {
  event.preventDefault();
  document.getElementById("main").focus();
}

function Navigation() {
  useChanges(me);
  useChanges(route);
  useChanges(notices);
  useChanges(theme);
  const { view } = route.value;
  const account = me.value;
  const dark = theme.value === "dark";
  return html`<nav class="navigation" aria-label="Rivulet">
    <a class="brand" href=${account ? "/home" : "/"} aria-label="Rivulet"><${Mark} /><span>Rivulet</span></a>
    ${account &&
    html`<ul>
      <${Way} to="/home" icon="home" name="Home" here=${view === "home"} />
      <${Way} to="/notifications" icon="bell" name="Notifications" here=${view === "notifications"} count=${notices.unseen} />
      <${Way} to="/search" icon="search" name="Search" here=${view === "search"} />
      <${Way} to="/bookmarks" icon="bookmark" name="Bookmarks" here=${view === "bookmarks"} />
      <${Way} to=${`/@${account.acct}`} icon="person" name="Profile" here=${view === "profile" && route.value.name === account.acct} />
    </ul>
    <button type="button" class="button main write" onClick=${() => compose()}><${Icon} name="write" /><span>Post</span></button>`}
    <div class="foot">
      <button type="button" class="way" aria-pressed=${dark} onClick=${toggleTheme}><${Icon} name="theme" /><span>Dark</span></button>
      <button type="button" class="way keys-button" onClick=${help}><${Icon} name="help" /><span>Keys</span></button>
      ${account
        ? html`<button type="button" class="way" onClick=${signOut}><${Icon} name="leave" /><span>Sign out</span></button>
            <a class="who" href="/@${account.acct}"><${Avatar} account=${account} size=${36} /><span>${nameOf(account)}<small>@${account.acct}</small></span></a>`
        : html`<button type="button" class="button main" onClick=${() => signIn(location.pathname)}><span>Sign in</span></button>`}
    </div>
  </nav>`;
}

function Way({ to, icon, name, here, count = 0 }) {
  return html`<li>
    <a class="way" href=${to} aria-current=${here ? "page" : undefined}>
      <${Icon} name=${icon} /><span>${name}</span>
      ${count > 0 && html`<b class="badge">${count}<span class="hidden"> new</span></b>`}
    </a>
  </li>`;
}

/// What is told before a post is chosen: the one a thread is about, or the newest at home.
function first({ view, id }) {
  return view === "thread" ? id : view === "home" ? home().ids[0] : null;
}

function useWide() {
  const [wide, setWide] = useState(WIDE.matches);
  useEffect(() => {
    const change = () => setWide(WIDE.matches);
    WIDE.addEventListener("change", change);
    return () => WIDE.removeEventListener("change", change);
  }, []);
  return wide;
}

function Beside() {
  useChanges(selected);
  useChanges(route);
  useChanges(home());
  useChanges(statuses);
  const wide = useWide();
  if (!wide) {
    return null;
  }
  const id = selected.value ?? first(route.value);
  const status = id && statuses.shown(id);
  return html`<aside class="beside" aria-label="How it got here">
    <h2>How it got here</h2>
    ${status
      ? html`<p class="about-path">${nameOf(status.account)}’s post, on its way to you</p><${Path} key=${id} id=${id} shape="down" />`
      : html`<p class="about-path">Choose a post, and its way to you is drawn here.</p>`}
    ${route.value.view === "home" && html`<${Sources} text=${home().sources} />`}
    <p class="keys-hint"><kbd>j</kbd> <kbd>k</kbd> move · <kbd>n</kbd> post · <kbd>?</kbd> more</p>
  </aside>`;
}

/// By which mechanism the entries of the last page came, as a bar.
function Sources({ text }) {
  const parts = (text ?? "").split(",").map((part) => part.split("="));
  const counts = parts.map(([name, count]) => [name, Number(count)]).filter(([, count]) => count > 0);
  if (counts.length === 0) {
    return null;
  }
  return html`<div class="sources">
    <h3>The last page came</h3>
    <ul>
      ${counts.map(([name, count]) => html`<li key=${name} class=${name}><b>${count}</b> ${name}</li>`)}
    </ul>
  </div>`;
}
