/** What may stand at a place in one of our attributes. */
import type { Completion, CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import { type AttributeName, attributeAt } from "./attribute-at.ts";

type Choices = readonly (readonly [label: string, detail: string])[];

const streams = ["/stream", "/posts.html", "/comments.html", "/albums.html", "/todos.html", "/users.html"];
const several = (words: string, detail = ""): Choices => words.split(" ").map((word) => [word, detail] as const);

/** Words that begin a token, for each attribute. */
const words: Record<AttributeName, Choices> = {
  "hx-sse": [
    ["connect:", "open a stream here"],
    ["swap:", "show the data of an event"],
    ["close:", "this event ends the stream"],
    ["start:", "open at an event of the page"],
    ["share:", "who may share the stream"],
    ["pause:", "while the tab is hidden"],
    ["idle:", "reconnect after so long a silence"],
    ["retry:", "bounds of the wait"],
    ["attempts:", "give up after so many"],
    ["transport:", "what carries the stream"],
    ["credentials:", "who gets cookies"],
    ["resume:", "keep the last event ID"],
    ["last:", "start from this event ID"],
    ["reset:", "event that says the history is gone"],
  ],
  "hx-swap": [
    ...several("innerHTML textContent outerHTML beforeend afterbegin beforebegin afterend morph delete none", "style"),
    ...several("swap: settle: scroll: show: focus-scroll: transition: frame", "modifier"),
  ],
  "hx-trigger": [
    ["sse:", "an event of the stream"],
    ...several("click submit load revealed", "an event of the page"),
    ...several("once changed delay: throttle: from: target: consume queue:", "modifier"),
  ],
  "hx-target": several("this closest find next previous body host global"),
};

/** Values after a token's colon. */
const values: Readonly<Record<string, Choices>> = {
  connect: several(streams.join(" ")),
  start: several("click revealed mouseenter load"),
  share: several("page browser none"),
  pause: several("hidden never"),
  idle: several("10s 30s 1m"),
  retry: several("1s..30s 500ms"),
  attempts: several("3 10"),
  transport: several("fetch eventsource"),
  credentials: several("same-origin include omit"),
  resume: several("page session query query(name) key(name)"),
  scroll: several("top bottom"),
  show: several("top bottom none"),
  "focus-scroll": several("true false"),
  transition: several("true"),
  settle: several("20ms 300ms"),
  delay: several("500ms 1s"),
  throttle: several("500ms 2s"),
  from: several("body document window closest"),
  queue: several("first last all none"),
};

function options(choices: Choices, type: string): Completion[] {
  // In the order in which they are wanted, not that of the alphabet.
  return choices.map(([label, detail], place) => ({ label, type, boost: -place, ...(detail && { detail }) }));
}

/** A completion source that also offers the event names of `seen`. */
export function attributeCompletions(seen: () => readonly string[]) {
  return (context: CompletionContext): CompletionResult | null => {
    const attribute = attributeAt(context.state, context.pos);
    if (!attribute) return null;
    const before = context.state.sliceDoc(attribute.from, context.pos);
    const token = /[^\s,]*$/.exec(before)?.[0] ?? "";
    const colon = token.indexOf(":");
    if (colon < 0) {
      return {
        from: context.pos - token.length,
        options: options(words[attribute.name], "keyword"),
        validFor: /^\S*$/,
      };
    }
    const keyword = token.slice(0, colon);
    const names = attribute.name === "hx-sse" ? ["swap", "close"] : ["sse"];
    const from = context.pos - token.length + colon + 1;
    if (names.includes(keyword)) {
      const events = ["message", ...seen()].map((name) => [name, "event"] as const);
      return { from, options: options([...new Map(events)], "variable"), validFor: /^\S*$/ };
    }
    const known = Object.hasOwn(values, keyword) ? values[keyword] : undefined;
    return known ? { from, options: options(known, "constant"), validFor: /^\S*$/ } : null;
  };
}
