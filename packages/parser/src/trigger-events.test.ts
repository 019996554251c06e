import { expect, test } from "vitest";
import { parseTriggerAttribute } from "./trigger-attribute.ts";
import { readTriggerEvents } from "./trigger-events.ts";

const texts = [
  "sse:go",
  "click, sse:a once, sse:b delay:1s from:body",
  "sse:a[x > 1, y] from:closest .box",
  "sse:a from:(.a, .b) throttle:1s, keyup[key=='x,sse:no'] from:document, sse:b",
  "sse:a from:find i",
  "sse:a target:{li > b} from:next p, sse:b target:#x",
  "sse:a from:window queue:all",
  "sse:, sse",
  "",
];

test.each(texts)("the events of %j are those that the whole grammar finds", (text) => {
  const whole = parseTriggerAttribute(text).value.flatMap(({ sse, from, target }) =>
    sse ? { name: sse.value, from: from?.value, target: target?.value } : [],
  );
  expect(readTriggerEvents(text)).toEqual(whole);
});
