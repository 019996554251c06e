/** Chapter: the smallest page that is live. */
import { html } from "hono/html";
import { type Chapter, cycle } from "./chapter.ts";

const greetings = ["Hello", "Hej", "Bonjour", "Merhaba", "Hola", "Dzień dobry", "Kia ora", "Salaam"] as const;

export const hello: Chapter = {
  slug: "hello",
  title: "Hello: connect and swap",
  summary: "One element, one stream. `connect:` says where events come from, `swap:` says which of them to show.",
  text: html`<p>
      A server-sent event is a few lines of text in a response that never ends. The browser reads the response as it
      arrives, and a blank line ends each event.
    </p>
    <p>
      An event without a name is called <code>message</code>. Here every <code>message</code> replaces the content of
      the element.
    </p>`,
  size: "s",
  bytes: "data: <strong>Hello</strong>, it is 12:00:00",
  entries: [
    ["connect:<url>", "Opens a stream. The element is the source for itself and for everything inside it."],
    ["swap:<event>", "Puts the data of each event of this name into the element."],
  ],
  run(stream, send) {
    cycle(stream, 1200, (turn) => {
      const time = new Date().toISOString().slice(11, 19);
      send({ data: `<strong>${greetings[turn % greetings.length] ?? "Hello"}</strong>, it is ${time} UTC` });
    });
  },
};
