/** Gallery: a chat room. Messages come by the stream; sending one is an ordinary form. */
import { html } from "hono/html";
import type { RouteContext } from "../environment.ts";
import { eventStream } from "../streams/event-stream.ts";
import { createChatRooms, roomName } from "./chat-room.ts";
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
  routes(app) {
    const rooms = createChatRooms();
    const history = (context: RouteContext) => rooms.open(roomOf(context))?.history;
    app.get("/gallery/chat/stream", (context) => {
      const room = rooms.room(roomOf(context));
      const seen = Number.parseInt(context.req.query("after") ?? "", 10) || 0;
      if (!room) return context.text("All rooms are taken.", 503, { "Retry-After": "30" });
      return eventStream(context, (stream) => room.join(stream, seen));
    });
    app.post("/gallery/chat/say", async (context) => {
      const body = await context.req.parseBody();
      const field = (name: string): string => (typeof body[name] === "string" ? body[name] : "");
      const name = roomName(field("room"));
      const room = rooms.room(name);
      const problem = room ? room.say(field("name"), field("text")) : "All rooms are taken.";
      if (problem) return context.text(problem, 429, { "Retry-After": "1" });
      return context.redirect(`/gallery/chat?room=${name}`, 303);
    });
    return {
      fill: (markup, context) =>
        markup.replaceAll("{room}", roomOf(context)).replace("{last}", String(history(context)?.last ?? 0)),
      furnish: (markup, context) => markup.replace(/<!--.*?-->/, () => history(context)?.markup ?? ""),
    };
  },
};
