/** Gallery: a chat room. Messages come by the stream; sending one is an ordinary form. */
import { html } from "hono/html";
import type { RouteContext } from "../environment.ts";
import { logStream } from "../log/log-stream.ts";
import { formOf, keyOf } from "../web/form.ts";
import { channelOf, createSpeech, historyEvent, historyMarkup, messageEvent, roomName } from "./chat-room.ts";
import type { Item } from "./item.ts";

const roomOf = (context: RouteContext): string => roomName(context.req.query("room"));

export const chat: Item = {
  slug: "chat",
  title: "A chat room",
  summary: "Several visitors, one stream per room, and the history for those who join later or reconnect.",
  notes: [
    html`<p>
      Open the page twice and talk to yourself. A room is a parameter of the URL:
      <a class="unbroken" href="/gallery/chat?room=lighthouse">?room=lighthouse</a> is another one.
    </p>`,
    html`<p>
      Each message has an id. The page is rendered with the last fifty, and the stream continues after them. A client
      that reconnects gets the messages it missed. Markup in a message stays text.
    </p>`,
    html`<p>
      <code>data-quiet</code> is not part of hx-sse: <code>forms.ts</code>, below, sends such forms without leaving the
      page, and empties the fields without <code>data-keep</code>. Without JavaScript, the form still works.
    </p>`,
  ],
  size: "l",
  scripts: ["forms.js"],
  routes(app, playground) {
    const { log } = playground;
    const say = createSpeech(playground);
    app.get("/gallery/chat/stream", (context) =>
      logStream(context, log, channelOf(roomOf(context)), {
        from: context.req.query("after") ?? "",
        show: messageEvent,
        reset: historyEvent,
      }),
    );
    app.post("/gallery/chat/say", async (context) => {
      const field = await formOf(context);
      const room = roomName(field("room"));
      const problem = await say(room, field("name"), field("text"), keyOf(context));
      if (problem) return context.text(problem, 429, { "Retry-After": "1" });
      return context.redirect(`/gallery/chat?room=${room}`, 303);
    });
    return async (markup, context) => {
      const room = roomOf(context);
      const { entries, position } = await log.since(channelOf(room));
      const filled = markup.replaceAll("{room}", room).replace("{last}", position);
      return { shown: filled, running: filled.replace(/<!--.*?-->/, () => historyMarkup(entries)) };
    };
  },
};
