/** The panel at the foot of the page: a pill that tells the state at a glance, and behind it everything else. */
import type { Registry } from "@sse/core";
import { connectionList } from "./connection-list.ts";
import { button, element, say } from "./element.ts";
import { type Ledger, openLedger } from "./ledger.ts";
import { spotlight } from "./spotlight.ts";
import { style } from "./style.ts";
import { timeline } from "./timeline.ts";

/** Milliseconds between two looks at the ledger while the panel is open. */
const LOOK = 250;

/** States in the order in which the pill prefers to show them. */
const loudest = ["waiting", "connecting", "open", "closed"] as const;

export interface Panel {
  readonly isOpen: boolean;
  open(): void;
  close(): void;
  /** Takes the panel off the page and stops observing. */
  remove(): void;
}

/** Puts an inspector of `registry` on the page, folded up. */
export function createPanel(registry: Registry): Panel {
  const ledger: Ledger = openLedger(registry);
  const light = spotlight();
  const connections = connectionList();
  const messages = timeline(light.show);
  const pill = button("Inspector", open, { class: "pill", "aria-expanded": "false" });
  const summary = element("span");
  const pause = button("Pause", () => {
    const pausing = pause.getAttribute("aria-pressed") !== "true";
    pause.setAttribute("aria-pressed", String(pausing));
    pause.textContent = pausing ? "Resume" : "Pause";
  });
  const clear = button("Clear", () => {
    ledger.clear();
    messages.clear();
  });
  const fold = button("Close", close, { "aria-label": "Close the inspector" });
  const bar = element("div", { class: "bar" }, element("h2", {}, "Inspector "), summary, pause, clear, fold);
  const panel = element("div", { class: "panel", role: "region", "aria-label": "Inspector" }, bar);
  panel.append(connections.root, messages.root);
  panel.hidden = true;
  panel.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });

  const host = element("div", { "data-sse-inspector": "" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  const shadow = host.attachShadow({ mode: "open" });
  shadow.adoptedStyleSheets = [sheet];
  shadow.append(light.root, panel, pill);
  document.documentElement.append(host);

  function look(): void {
    const records = [...ledger.records.values()];
    const rate = records.reduce((sum, { rates }) => sum + (rates.at(-1) ?? 0), 0);
    const text = `${records.length} ${records.length === 1 ? "stream" : "streams"}, ${rate}/s`;
    pill.dataset["state"] = loudest.find((state) => records.some(({ connection }) => connection.state === state)) ?? "";
    say(pill, `Inspector: ${text}`);
    if (panel.hidden) return;
    makeRoom(room(), "open");
    say(summary, `${text}, ${ledger.total.toLocaleString("en")} ${ledger.total === 1 ? "message" : "messages"}`);
    connections.update(ledger);
    if (pause.getAttribute("aria-pressed") !== "true") messages.update(ledger);
  }

  /** On a narrow screen the inspector stands below the page and covers nothing. */
  const narrow = matchMedia("(max-width: 50rem)");
  const room = (): string => (narrow.matches ? "" : `${panel.offsetHeight}px`);

  /** What has the focus is to be scrolled clear of the panel. The state on the host is for the page's style sheet. */
  function makeRoom(height: string, state: string): void {
    document.body.style.paddingBottom = height;
    document.documentElement.style.scrollPaddingBottom = height;
    host.setAttribute("data-sse-inspector", state);
  }

  function open(): void {
    panel.hidden = false;
    pill.hidden = true;
    look();
    fold.focus();
  }

  function close(): void {
    panel.hidden = true;
    pill.hidden = false;
    makeRoom("", "");
    light.show([]);
    pill.focus();
  }

  function reached(event: Event): void {
    const { detail, target } = event as CustomEvent<Parameters<Ledger["reached"]>[1]>;
    if (target instanceof Element) ledger.reached(target, detail);
  }

  document.addEventListener("htmx:sseMessage", reached);
  const looking = setInterval(look, LOOK);
  const ticking = setInterval(() => ledger.tick(), 1000);
  look();
  return {
    get isOpen() {
      return !panel.hidden;
    },
    open,
    close,
    remove() {
      clearInterval(looking);
      clearInterval(ticking);
      document.removeEventListener("htmx:sseMessage", reached);
      ledger.stop();
      makeRoom("", "");
      host.remove();
    },
  };
}
