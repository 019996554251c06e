/** The page of the editor. Without JavaScript it is a text to read; the script puts the tools around it. */
import { html } from "hono/html";
import { wireText } from "../streams/wire.ts";
import { code } from "../web/exhibit.ts";
import { layout } from "../web/layout.ts";
import type { Markup } from "../web/markup.ts";
import { type StartingPoint, startingPoints } from "./starting-points.ts";

export function editorPage(key: string, start: StartingPoint): Markup {
  return layout({
    title: "The editor · hx-sse",
    description: "Write a live page and the stream that moves it, side by side. The address keeps the whole of it.",
    path: "/editor",
    wide: true,
    inspected: false,
    scripts: ["editor.js"],
    body: html`<form class="editor-head" action="/editor">
        <h1>Editor</h1>
        <label class="start-from"
          >Start from
          <select name="from">
            ${startingPoints.map(
              ({ name, title }) =>
                html`<option value="${name}" ${name === start.name ? "selected" : ""}>${title}</option>`,
            )}
          </select></label
        >
        <button>Load</button>
        <button type="button" class="awaited" data-copy-link>Copy link</button>
        <output data-copied></output>
      </form>
      <p class="editor-lead">
        Change the page and it runs at once. Its stream is yours, too: say what is sent, press Send or let the timer do
        it, and watch the element that waits for that event. The address keeps everything; nothing is stored here.
      </p>
      <div class="editor" data-key="${key}" data-events="${JSON.stringify(start.events)}" data-every="${start.every}">
        <section class="editor-code" aria-label="Your page">
          <h2>Your page</h2>
          <textarea aria-label="HTML of your page" spellcheck="false" rows="16">${start.markup}</textarea>
        </section>
        <section class="editor-result" aria-label="Result">
          <h2>Result</h2>
          <ol class="editor-log" aria-label="Reports of the page" hidden></ol>
        </section>
        <section class="editor-stream" aria-label="Your stream">
          <h2>Your stream</h2>
          <p class="hint">
            It is at <code>/stream</code>. In data, <code>{n}</code> counts up and <code>{time}</code> is the time.
          </p>
          <noscript
            >${code(html`${start.events.map(({ event, id, data }) => wireText({ event, id, data })).join("")}`, "Events of the stream")}</noscript
          >
        </section>
      </div>`,
  });
}
