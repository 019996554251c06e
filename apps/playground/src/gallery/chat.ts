/** Gallery: a chat room. Messages come by the stream; sending one is an ordinary form. */
import { html } from "hono/html";
import { eventStream } from "../streams/event-stream.ts";
import { createChatRooms, roomName } from "./chat-room.ts";
import type { Item } from "./item.ts";

export const chat: Item = {
  slug: "chat",
  title: "A chat room",
  summary: "Several visitors, one stream per room, and the history for those who come later or come back.",
  notes: [
    html`<p>
      Open the page twice and talk to yourself. A room is a word in the address:
      <a href="/gallery/chat?room=lighthouse">?room=lighthouse</a> is another one.
    </p>`,
    html`<p>
      Each message has an id. Whoever reconnects gets what was missed, whoever is new gets the last fifty. Markup in a
      message stays text, and sending works without JavaScript, too.
    </p>`,
  ],
  size: "l",
  scripts: ["forms.js"],
  fill: (markup, context) => markup.replaceAll("{room}", roomName(context.req.query("room"))),
  routes(app) {
    const rooms = createChatRooms();
    app.get("/gallery/chat/stream", (context) => {
      const room = rooms.room(roomName(context.req.query("room")));
      if (!room) return context.text("All rooms are taken.", 503, { "Retry-After": "30" });
      return eventStream(context, (stream) => room.join(stream));
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
  },
};
