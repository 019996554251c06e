/** The connections of the page, one card each, kept up to date in place. */
import type { Connection } from "@sse/core";
import { button, element, say } from "./element.ts";
import { address, duration } from "./format.ts";
import type { Ledger, Story } from "./ledger.ts";
import { sparkline } from "./sparkline.ts";

interface Card {
  readonly root: HTMLElement;
  update(story: Story): void;
}

export interface ConnectionList {
  readonly root: HTMLElement;
  update(ledger: Ledger): void;
}

const SLOTS = 40;

function facts({ connection, born, since, retryAt, messages }: Story): string {
  const { state, transport, leases, lastEventId, failures } = connection;
  const now = Date.now();
  return [
    `${state} for ${duration(now - since)}`,
    retryAt === undefined ? "" : `next attempt in ${duration(retryAt - now)}`,
    born < since ? `age ${duration(now - born)}` : "",
    transport,
    `${leases} ${leases === 1 ? "lease" : "leases"}`,
    `${messages} ${messages === 1 ? "message" : "messages"}`,
    lastEventId === "" ? "no id" : `id ${lastEventId}`,
    failures > 0 ? `${failures} failed` : "",
  ]
    .filter(Boolean)
    .join(" · ");
}

function createCard({ connection }: Story): Card {
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
    update(story) {
      root.dataset["state"] = connection.state;
      state.title = connection.state;
      for (const control of [reconnect, close]) control.setAttribute("aria-disabled", String(ended()));
      say(detail, facts(story));
      say(problem, story.problem ?? "");
      say(rate, `${story.rates.at(-1) ?? 0}/s`);
      line.draw(story.rates);
    },
  };
}

export function connectionList(): ConnectionList {
  const none = element(
    "p",
    { class: "empty" },
    "No stream on this page yet. It appears here when an element connects.",
  );
  const list = element("ul");
  const root = element("section", { class: "connections", "aria-label": "Connections", tabindex: "0" }, none, list);
  const cards = new Map<Connection, Card>();
  return {
    root,
    update({ stories }) {
      none.hidden = stories.size > 0;
      for (const [connection, card] of cards) {
        if (stories.has(connection)) continue;
        card.root.remove();
        cards.delete(connection);
      }
      for (const story of stories.values()) {
        let card = cards.get(story.connection);
        if (!card) {
          card = createCard(story);
          cards.set(story.connection, card);
          list.append(card.root);
        }
        card.update(story);
      }
    },
  };
}
