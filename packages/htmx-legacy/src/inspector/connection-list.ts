/** The connections of the page, one card each, kept up to date in place. */
import type { Connection } from "@sse/core";
import { button, element, say } from "./element.ts";
import { address, duration } from "./format.ts";
import type { Ledger, ConnectionRecord } from "./ledger.ts";
import { sparkline } from "./sparkline.ts";

interface Card {
  readonly root: HTMLElement;
  update(record: ConnectionRecord): void;
}

export interface ConnectionList {
  readonly root: HTMLElement;
  update(ledger: Ledger): void;
}

const SLOTS = 40;

function facts({ connection, born, since, retryAt, messages, heartbeats, asked }: ConnectionRecord): string {
  const { state, transport, leases, lastEventId, lastHeard, failures } = connection;
  const now = Date.now();
  return [
    `${state} for ${duration(now - since)}`,
    retryAt === undefined ? "" : `next attempt in ${duration(retryAt - now)}`,
    born < since ? `age ${duration(now - born)}` : "",
    transport,
    `${leases} ${leases === 1 ? "lease" : "leases"}`,
    `${messages} ${messages === 1 ? "message" : "messages"}`,
    heartbeats > 0 ? `${heartbeats} ${heartbeats === 1 ? "heartbeat" : "heartbeats"}` : "",
    lastHeard > 0 ? `heard ${duration(now - lastHeard)} ago` : "",
    asked,
    lastEventId === "" ? "no id" : `id ${lastEventId}`,
    failures > 0 ? `${failures} failed` : "",
  ]
    .filter(Boolean)
    .join(" · ");
}

function createCard({ connection }: ConnectionRecord): Card {
  const state = element("span", { class: "dot" });
  const name = element("strong", {}, address(connection.url));
  const detail = element("p", { class: "facts" });
  const problem = element("p", { class: "problem" });
  const rate = element("span", { class: "rate" });
  const line = sparkline(SLOTS);
  // Not `disabled`: a button that is pressed and then disabled would take the keyboard's place away.
  const ended = (): boolean => connection.state === "closed";
  const reconnect = button("Reconnect", () => ended() || connection.reconnect());
  const close = button("Close", () => ended() || connection.close());
  const label = address(connection.url);
  reconnect.setAttribute("aria-label", `Reconnect ${label}`);
  close.setAttribute("aria-label", `Close ${label}`);
  const root = element(
    "li",
    { class: "card" },
    element("div", { class: "head" }, state, name, rate),
    line.root,
    detail,
    problem,
    element("div", { class: "actions" }, reconnect, close),
  );
  return {
    root,
    update(record) {
      root.dataset["state"] = connection.state;
      state.title = connection.state;
      for (const control of [reconnect, close]) control.setAttribute("aria-disabled", String(ended()));
      say(detail, facts(record));
      say(problem, record.problem ?? "");
      say(rate, `${record.rates.at(-1) ?? 0}/s`);
      line.draw(record.rates);
    },
  };
}

/** Whatever asks for a stream. */
const asking = ["hx-sse", "sse-connect", "sse-swap"].map((name) => `[${name}],[data-${name}]`).join();

/** Why there is nothing to see. */
function emptiness(): string {
  const { length } = document.querySelectorAll(asking);
  if (!length) return "No stream on this page yet. It appears here when an element connects.";
  const elements = length === 1 ? "1 element asks" : `${length} elements ask`;
  return `No stream is open, though ${elements} for one: the console says why it ended, or it waits for its start: event.`;
}

export function connectionList(): ConnectionList {
  const none = element("p", { class: "empty" });
  const list = element("ul");
  const root = element("section", { class: "connections", "aria-label": "Connections", tabindex: "0" }, none, list);
  const cards = new Map<Connection, Card>();
  return {
    root,
    update({ records }) {
      none.hidden = records.size > 0;
      if (!none.hidden) say(none, emptiness());
      for (const [connection, card] of cards) {
        if (records.has(connection)) continue;
        card.root.remove();
        cards.delete(connection);
      }
      for (const record of records.values()) {
        let card = cards.get(record.connection);
        if (!card) {
          card = createCard(record);
          cards.set(record.connection, card);
          list.append(card.root);
        }
        card.update(record);
      }
    },
  };
}
