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
  summary: "Several visitors, one stream per room, and the history for those who come later or come back.",
  notes: [
    html`<p>
      Open the page twice and talk to yourself. A room is a word in the address:
      <a class="unbroken" href="/gallery/chat?room=lighthouse">?room=lighthouse</a> is another one.
    </p>`,
    html`<p>
      Each message has an id. The page comes with the last fifty and the stream goes on after them; whoever reconnects
      gets what was missed. Markup in a message stays text. Without JavaScript it is a page to read and a form to send.
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
