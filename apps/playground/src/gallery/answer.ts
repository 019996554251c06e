/** Gallery: an answer that types itself, streamed from the POST that asked for it. */
import { html } from "hono/html";
import { eventStream } from "../streams/event-stream.ts";
import { formOf } from "../web/form.ts";
import type { Item } from "./item.ts";

const QUESTION_LENGTH = 200;

const sentences = [
  "Leave on the last of the flood, an hour before high water, so that the bar is deepest when you reach it.",
  "Keep the white mark on the mole in line with the church; when the red buoy opens behind the pier, turn to starboard.",
  "If the wind is in the south-west and above twenty knots, wait. The sea stands up on the bar long before it looks bad from the quay.",
  "And call the pilot station on channel twelve. They like to be asked.",
] as const;

const answerTo = (question: string): string =>
  String(html`<p class="asked">${question || "How do I leave the harbour?"}</p>`);

/** A paragraph of the answer, up to `words` words of it; well-formed at every moment. */
function upTo(words: readonly string[], count: number): string {
  return String(html`<p>${words.slice(0, count).join(" ")}</p>`);
}

export const answer: Item = {
  slug: "answer",
  title: "A response that types itself",
  summary: "A form is posted, and the response is a stream: word by word, as a language model would write.",
  notes: [
    html`<p>
      The response to the POST is <code>text/event-stream</code>. Each of its messages is the whole text so far, as
      well-formed markup; <code>morph</code> adds the new part. Asking again aborts the response that is still in
      flight.
    </p>`,
    html`<p>No model was asked. The pilot of this harbour gives the same advice to everybody.</p>`,
  ],
  size: "l",
  routes(app) {
    app.get("/gallery/answer/stream", (context) =>
      eventStream(context, (stream) => stream.send({ event: "ready", data: "" })),
    );
    app.post("/gallery/answer", async (context) => {
      const field = await formOf(context);
      const asked = answerTo(field("question").trim().slice(0, QUESTION_LENGTH));
      const words = sentences.join(" ").split(" ");
      return eventStream(context, (stream) => {
        let count = 0;
        const step = () => {
          count += 1;
          stream.send({ data: `${asked}\n${upTo(words, count)}` });
          if (count >= words.length) stream.end();
        };
        step();
        stream.every(() => 40 + Math.random() * 90, step);
      });
    });
  },
};
