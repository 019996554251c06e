/** What the page around a stream is doing: in view, left, asleep, offline. In Node there is none, but for sleep. */
import { type SleepWatch, watchSleep } from "./sleep.ts";

/** The few globals of a page, by shape: this package knows no DOM. */
interface Page {
  readonly document?: { readonly visibilityState?: string };
  readonly navigator?: { readonly onLine?: boolean; readonly userAgent?: string; readonly maxTouchPoints?: number };
  readonly origin?: string;
  addEventListener?(
    type: string,
    listener: (event: { readonly type: string }) => void,
    options: { readonly capture: true; readonly signal: AbortSignal },
  ): void;
}

const page = globalThis as Page;

/** Named after their DOM events. `freeze` and `resume` do not bubble to the window, so it listens on the way down. */
const SIGNALS = [
  "pagehide",
  "pageshow",
  "online",
  "offline",
  "visibilitychange",
  "freeze",
  "resume",
  "beforeunload",
] as const;

/** What only a page hears that was not left after all. */
const SIGNS_OF_LIFE = ["focus", "pointerdown", "pointermove", "click", "keydown", "input", "wheel", "touchstart"];

/** What happens to the page; `wake`: the machine, or the page, has slept. */
export type PageSignal = (typeof SIGNALS)[number] | "wake";

const watchers = new Set<(signal: PageSignal) => void>();
let sleep: SleepWatch | undefined;
let listening: AbortController | undefined;
/** Listens for signs of life; `undefined` while the page is known to be there. */
let leaving: AbortController | undefined;

function listen(types: readonly string[], listener: (type: string) => void): AbortController {
  const listeners = new AbortController();
  for (const type of types) {
    page.addEventListener?.(type, () => listener(type), { capture: true, signal: listeners.signal });
  }
  return listeners;
}

function send(signal: PageSignal): void {
  for (const watcher of watchers) watcher(signal);
}

/**
 * A `pagehide` that led nowhere (a download, `mailto:`, a dialog that asked whether to stay) is followed by no
 * `pageshow`: whoever knows that the page is still there says so.
 */
export function revivePage(): void {
  if (!leaving) return;
  leaving.abort();
  leaving = undefined;
  send("pageshow");
}

function hear(type: string): void {
  const signal = type as PageSignal;
  // Every page is shown once it has loaded: only one that was left is back.
  if (signal === "pageshow") return revivePage();
  if (signal === "pagehide") leaving ??= listen(SIGNS_OF_LIFE, revivePage);
  else if (signal === "online" || (signal === "visibilitychange" && !isHidden())) revivePage();
  send(signal);
  if (/online|resume|visib/.test(signal)) sleep?.look();
}

/** Hears what happens to the page. Returns the undo. */
export function watchPage(watcher: (signal: PageSignal) => void): () => void {
  revivePage();
  watchers.add(watcher);
  sleep ??= watchSleep(() => send("wake"));
  listening ??= listen(SIGNALS, hear);
  return () => {
    watchers.delete(watcher);
    if (watchers.size) return;
    sleep?.stop();
    listening?.abort();
    leaving?.abort();
    sleep = listening = leaving = undefined;
  };
}

/** Whether the tab is out of view; `false` without a page. */
export function isHidden(): boolean {
  return page.document?.visibilityState === "hidden";
}

/** Whether the browser knows that it has no network; `false` without a page. */
export function isOffline(): boolean {
  return page.navigator?.onLine === false;
}

/** Whether this is Firefox, which tells of a response only when the first byte of its body is there. */
export function isFirefox(): boolean {
  return /\bFirefox\//.test(`${page.navigator?.userAgent}`);
}

/** Whether this is WebKitGTK or WPE, which encodes the bytes of a header once more. */
export function isWebKitGtk(): boolean {
  const userAgent = `${page.navigator?.userAgent}`;
  return userAgent.includes("AppleWebKit") && userAgent.includes("Linux") && !userAgent.includes("Chrom");
}

/** Whether this is iOS, whose hidden pages lose their streams without an error. An iPad says that it is a Mac. */
export function isIos(): boolean {
  const { userAgent = "", maxTouchPoints = 0 } = page.navigator ?? {};
  return /iP(hone|ad|od)/.test(userAgent) || (/Macintosh/.test(userAgent) && maxTouchPoints > 1);
}

/** Whether there is a page at all. */
export const hasOrigin = (): boolean => page.origin !== undefined;

/** Whether this URL stays within the page's origin; without a page everything does. */
export function isSameOrigin(url: string): boolean {
  const { origin } = new URL(url);
  return (page.origin ?? origin) === origin;
}
