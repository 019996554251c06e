/** The page of the fault desk. */
import { html, raw } from "hono/html";
import { code, source } from "../web/exhibit.ts";
import { highlight } from "../web/highlight.ts";
import { layout } from "../web/layout.ts";
import type { Markup } from "../web/markup.ts";
import type { FaultName } from "./desk-state.ts";

interface Fault {
  readonly name: FaultName | "restart";
  readonly title: string;
  /** What the server does, and what should be seen. */
  readonly text: string;
}

const faults: readonly Fault[] = [
  {
    name: "drop",
    title: "Drop it",
    text: "The server cuts the connection. The stream is back within a second, and continues after the last number.",
  },
  {
    name: "half-open",
    title: "Half-open",
    text: "The connection stays open but sends nothing, as when a router drops it. idle:5s notices and reconnects.",
  },
  {
    name: "refuse",
    title: "503 for ten seconds",
    text: "Every attempt gets a 503. The delays are random, up to a bound that grows; then the numbers you missed arrive all at once.",
  },
  {
    name: "drip",
    title: "Slow drip",
    text: "Six seconds of one byte at a time. No event is shown before it is complete.",
  },
  {
    name: "garbage",
    title: "Garbage",
    text: "Nonsense, invalid UTF-8, and half an event with a wrong id before the connection breaks. All of it is ignored.",
  },
  {
    name: "flood",
    title: "Flood of 10,000",
    text: "Ten thousand events at once. The page stays usable, and no event is lost.",
  },
  {
    name: "restart",
    title: "Restart",
    text: "Your stream goes down as with a server: connections cut, memory gone, no response for three seconds. Only the last event ID in your browser says where to continue.",
  },
];

const tally = (name: string, title: string, start = "0"): Markup =>
  html`<div class="tally tally-${name}">
    <dt>${title}</dt>
    <dd data-tally="${name}">${start}</dd>
  </div>`;

export function faultPage(key: string): Markup {
  const markup = source("faults").replaceAll("{key}", key);
  return layout({
    title: "The fault desk · hx-sse",
    description: "Cut, stall, refuse, flood and restart your own connection, and count what was lost.",
    path: "/faults",
    scripts: ["forms.js", "faults.js"],
    body: html`<header class="lead">
        <h1>The fault desk</h1>
        <p class="standfirst">
          Below is your own stream from this server: one number every quarter of a second. Break it. Nobody else is
          affected.
        </p>
      </header>
      <div class="desk">
        <section class="desk-live" aria-label="Your stream">
          ${raw(markup)}
          <div class="story" role="log" aria-label="What happened" tabindex="0">
            <p>Press a button. This log shows what breaks, and how it recovers.</p>
          </div>
          <dl class="tallies">
            ${tally("received", "Received")} ${tally("lost", "Lost")} ${tally("doubled", "Doubled")}
            ${tally("breaks", "Breaks survived")} ${tally("longest", "Longest silence", "0 ms")}
          </dl>
        </section>
        <ul class="faults">
          ${faults.map(
            ({ name, title, text }) =>
              html`<li>
                <form method="post" action="/faults/${key}/${name}" data-quiet>
                  <button aria-describedby="about-${name}">${title}</button>
                  <p id="about-${name}">${text}</p>
                  <output></output>
                </form>
              </li>`,
          )}
        </ul>
      </div>
      <section class="band" aria-labelledby="how">
        <h2 id="how">How it recovers</h2>
        <div class="prose">
          <p>
            Every number is an event with an <code>id</code>. A browser that reconnects sends the last one it received,
            and the server continues with the next. The counter above is a script of its own: it compares each id with
            the one before, and counts every gap and every repetition.
          </p>
          <p>
            <em>Restart</em> affects your stream alone, since other visitors use the rest of this server. If you started
            the server yourself, end it with Ctrl-C while this page is open, and start it again: the count continues.
          </p>
          <p>
            The markup is all you write. Open the inspector, at the bottom of the page, to watch the states, the delays
            and the retries.
          </p>
        </div>
        <div class="exhibit exhibit-code">
          <section class="pane pane-code" aria-label="Markup">
            <h2 class="pane-name">Markup</h2>
            ${code(highlight(markup), "Source of the desk")}
          </section>
        </div>
      </section>`,
  });
}
