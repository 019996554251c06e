/** Shows that the work grows with the length of the text: eight times the text should take about eight times as long. */
import { describe, test } from "vitest";
import { parseSseAttribute, parseSwapAttribute, parseTriggerAttribute } from "./index.ts";

const texts = [
  ["hx-sse", parseSseAttribute, "connect:/x swap:news close:done idle:1.5s "],
  ["hx-swap", parseSwapAttribute, "innerHTML swap:1s scroll:#id:top frame "],
  ["hx-trigger", parseTriggerAttribute, "sse:news[a[b] == ']'] once delay:1s from:closest (a b), "],
] as const;

describe.each(texts)("%s", (_, parse, piece) => {
  const of = (times: number) => {
    const text = piece.repeat(times);
    return () => void parse(text);
  };

  test("takes twice the time for twice the text", async ({ bench }) => {
    await bench.compare(
      bench("×100", of(100)),
      bench("×200", of(200)),
      bench("×400", of(400)),
      bench("×800", of(800)),
      {
        time: 200,
      },
    );
  });
});
