/** Gallery: a stream that two servers share, a button that kills the one that serves it, and the numbers of what was lost. */
import { html } from "hono/html";
import { command } from "../command.ts";
import type { RouteContext } from "../environment.ts";
import { type Entry, type EventLog, LogUnavailableError } from "../log/event-log.ts";
import { logStream } from "../log/log-stream.ts";
import type { Playground } from "../playground.ts";
import { createAllowance } from "../streams/allowance.ts";
import type { StreamEvent } from "../streams/wire.ts";
import { formOf, keyOf } from "../web/form.ts";
import type { Markup } from "../web/markup.ts";
import type { Item } from "./item.ts";

const CHANNEL = "servers:all";
/** Milliseconds between two events that come by themselves. */
const TICK = 250;
const TEXT_LENGTH = 400;
const BURST = 8;
/** The least ms before a reader comes back. */
const RETRY = 100;
/** Messages that a page begins with. */
const HISTORY = 30;

/** An event of either kind as markup. Its number is one more than that of the event before it, whatever their kinds. */
function markupOf({ number, event, data }: Entry): string {
  const { server, text } = JSON.parse(data) as { readonly server: string; readonly text?: string };
  return event === "said"
    ? String(html`<li data-number="${number}"><strong>${server}</strong> <span>${text ?? ""}</span></li>`)
    : String(html`<span data-number="${number}">Event ${number}, published by ${server}</span>`);
}

const said = (entries: readonly Entry[]): string =>
  entries
    .filter(({ event }) => event === "said")
    .slice(-HISTORY)
    .map(markupOf)
    .join("\n");

/** What a tab is told of the server that it is on, with what can be done to it. */
function serverEvent({ server, order }: Playground): StreamEvent {
  const buttons = html`<form method="post" action="/gallery/servers/kill" data-quiet>
      <input type="hidden" name="server" value="${server}" /><button>Kill ${server}</button><output></output>
    </form>
    <form method="post" action="/gallery/servers/deploy" data-quiet><button>Deploy</button><output></output></form>`;
  return {
    event: "server",
    data: String(
      html`<p>This tab is on <strong data-server>${server}</strong>.</p>
        ${order ? buttons : ""}`,
    ),
  };
}

/**
 * Publishes an event now and then while somebody listens here. Every server does so, under the same keys: what several say
 * at one time is one event.
 */
function createClock(log: EventLog, server: string) {
  let listeners = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  function tick(): void {
    const turn = Math.floor(Date.now() / TICK);
    log
      .publish(CHANNEL, { event: "tick", data: JSON.stringify({ server }) }, `tick ${turn}`)
      .catch((error: unknown) => {
        // While the log is away nothing is published; whoever runs the server has been told.
        if (!(error instanceof LogUnavailableError)) console.error(error);
      });
    timer = setTimeout(tick, (turn + 1) * TICK - Date.now());
  }
  return {
    /** Gives what ends it. */
    listen(): () => void {
      listeners += 1;
      if (listeners === 1) tick();
      return () => {
        listeners -= 1;
        if (listeners === 0) clearTimeout(timer);
      };
    },
  };
}

const tally = (name: string, title: string, start = "0"): Markup =>
  html`<div class="tally tally-${name}">
    <dt>${title}</dt>
    <dd data-tally="${name}">${start}</dd>
  </div>`;

const refusal = (context: RouteContext): Response =>
  context.text(`This is a single server. Two, which may be killed: ${command("start:cluster")}`, 409) as Response;

export const servers: Item = {
  slug: "servers",
  title: "Two servers",
  summary: "One stream, two servers and a store: kill the server that serves you, and count what was lost.",
  notes: [
    html`<dl class="tallies">
      ${tally("published", "Published")} ${tally("heard", "Heard")} ${tally("lost", "Lost")}
      ${tally("doubled", "Doubled")} ${tally("gap", "Longest gap", "0 ms")}
    </dl>`,
    html`<p>
      Start it with <code>${command("start:cluster")}</code>: two of these servers, a Redis, and a load balancer in
      front. Open this page in two tabs, and each is served by another server. A message in one tab reaches both. Kill
      one server: its tab reconnects within a second, to the other server, from its last event.
    </p>`,
    html`<p>
      <em>Deploy</em> restarts one server after the other, as a rolling deploy does: each one closes its streams before
      it exits.
    </p>`,
    html`<p>
      Every event has the id that the store gave it, so every server knows the position of a reader. A script of this
      page, <code>servers.ts</code>, counts the events by their numbers.
    </p>`,
  ],
  size: "l",
  scripts: ["forms.js", "servers.js"],
  routes(app, playground) {
    const { log, server, order, pace } = playground;
    const clock = createClock(log, server);
    const allowance = createAllowance(BURST * pace, pace);
    app.get("/gallery/servers/stream", (context) => {
      context.env.outgoing.once("close", clock.listen());
      return logStream(context, log, CHANNEL, {
        from: context.req.query("after") ?? "",
        retry: RETRY,
        greet: (stream) => stream.send(serverEvent(playground)),
        show: (entry) => ({ event: entry.event, data: markupOf(entry) }),
        reset: () => ({ event: "reset", data: "" }),
      });
    });
    app.post("/gallery/servers/say", async (context) => {
      const text = (await formOf(context))("text").trim().slice(0, TEXT_LENGTH);
      if (text === "") return context.text("There was nothing to say.", 400);
      if (!allowance.take()) return context.text("That is faster than anybody reads. Wait a second.", 429);
      const data = JSON.stringify({ server, text });
      const { id } = await log.publish(CHANNEL, { event: "said", data }, keyOf(context));
      context.header("X-Event-Id", id);
      return context.redirect("/gallery/servers", 303);
    });
    app.post("/gallery/servers/kill", async (context) => {
      if (!order) return refusal(context);
      order({ kill: (await formOf(context))("server") });
      return context.redirect("/gallery/servers", 303);
    });
    app.post("/gallery/servers/deploy", (context) => {
      if (!order) return refusal(context);
      order({ deploy: true });
      return context.redirect("/gallery/servers", 303);
    });
    return async (markup) => {
      const { entries, position } = await log.since(CHANNEL);
      const shown = markup.replace("{last}", position);
      return { shown, running: shown.replace(/<!--.*?-->/, () => said(entries)) };
    };
  },
};
