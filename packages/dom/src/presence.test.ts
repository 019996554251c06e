import { afterEach, expect, test, vi } from "vitest";
import { createPresence, type Presence } from "./presence.ts";

let running: Presence | undefined;

afterEach(() => {
  running?.stop();
  document.body.innerHTML = "";
});

/** A presence of `[hx-sse]` in the document, and what it told, by id. */
function watch() {
  const told: string[] = [];
  const presence = createPresence({
    root: document,
    selector: "[hx-sse]",
    attributes: ["hx-sse", "hx-swap"],
    found: (elements) => void told.push(...elements.map(({ id }) => `+${id}`)),
    gone: (element) => void told.push(`-${element.id}`),
    changed: (element, attribute) => void told.push(`${attribute} of ${element.id}`),
    moved: () => void told.push("moved"),
  });
  running = presence;
  return { presence, told };
}

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** Long after a script has changed what listens, the observers rest in a burst again. */
const quiet = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1050));

function add(id: string, parent: Element = document.body): Element {
  const element = document.createElement("div");
  element.id = id;
  element.setAttribute("hx-sse", "");
  parent.append(element);
  return element;
}

test("elements that stand there are found at the start, in document order", () => {
  add("inner", add("outer"));
  add("next");
  const { presence, told } = watch();
  presence.start();
  expect(told).toEqual(["+outer", "+inner", "+next"]);
});

test("elements that come are found, elements that go are told of, moved ones are met again", async () => {
  const { presence, told } = watch();
  presence.start();
  const box = add("box");
  add("in", box);
  await settled();
  expect(told).toContain("+box");
  expect(told).toContain("+in");
  told.length = 0;
  document.body.append(document.createElement("main"));
  document.querySelector("main")?.append(box);
  await settled();
  expect(told.filter((text) => text.startsWith("-"))).toEqual([]);
  expect(told).toContain("+in");
  expect(told).toContain("moved");
  told.length = 0;
  box.remove();
  await settled();
  expect(told).toEqual(["-box", "-in"]);
});

test("an attribute's change is known at once to who asks, and lost interest is the end", async () => {
  const element = add("a");
  const { presence, told } = watch();
  presence.start();
  told.length = 0;
  element.setAttribute("hx-swap", "none");
  presence.swapping();
  expect(told).toEqual(["hx-swap of a", "+a"]);
  element.removeAttribute("hx-sse");
  presence.flush();
  expect(told.at(-1)).toBe("-a");
});

test("in a burst gone elements are noticed when it is over, new and changed ones within a frame", async () => {
  const old = add("old");
  const kept = add("kept");
  const { presence, told } = watch();
  presence.start();
  told.length = 0;
  presence.batch(() => {
    for (let swap = 0; swap < 100; swap++) presence.swapping();
    old.remove();
    kept.setAttribute("hx-sse", "swap:other");
    add("new");
  });
  expect(told).toEqual(["-old"]);
  await vi.waitFor(() => expect(told).toContain("+new"));
  expect(told.slice(1, 4)).toEqual([" of kept", "+kept", "moved"]);
  told.length = 0;
  add("later");
  kept.setAttribute("hx-swap", "none");
  await vi.waitFor(() => expect(told).toContain("+later"));
  expect(told).toContain("hx-swap of kept");
});

test("stopping lets go of everything, and nothing is found afterwards", async () => {
  add("a");
  const { presence, told } = watch();
  presence.start();
  presence.batch(() => {
    for (let swap = 0; swap < 100; swap++) presence.swapping();
  });
  presence.stop();
  expect(told.at(-1)).toBe("-a");
  told.length = 0;
  add("b");
  await new Promise((resolve) => setTimeout(resolve, 40));
  expect(told).toEqual([]);
});

test("what somebody who hears of found elements does to the document is noticed, at the start and after a burst", async () => {
  const told: string[] = [];
  let meddle: (() => void) | undefined;
  const presence = createPresence({
    root: document,
    selector: "[hx-sse]",
    attributes: ["hx-sse"],
    found(elements) {
      told.push(...elements.map(({ id }) => `+${id}`));
      const once = meddle;
      meddle = undefined;
      once?.();
    },
    gone: (element) => void told.push(`-${element.id}`),
    changed: (element) => void told.push(`* ${element.id}`),
    moved() {},
  });
  running = presence;
  for (const begin of [
    presence.start,
    () =>
      presence.batch(() => {
        for (let swap = 0; swap < 100; swap++) presence.swapping();
      }),
  ]) {
    document.body.innerHTML = "";
    const [first, second, third] = ["first", "second", "third"].map((id) => add(id));
    await quiet();
    told.length = 0;
    meddle = () => {
      add("late");
      first?.remove();
      second?.removeAttribute("hx-sse");
      third?.setAttribute("hx-sse", "other");
    };
    begin();
    await vi.waitFor(() => expect(told).toContain("+late"));
    expect(told).toContain("-first");
    expect(told).toContain("-second");
    expect(told).toContain("* third");
  }
});

test("what a script changes during a burst is noticed before the next message, again and again", async () => {
  const { presence, told } = watch();
  presence.start();
  const swapped = add("swapped");
  await quiet();
  const after: string[][] = [];
  presence.batch(() => {
    for (let message = 0; message < 120; message++) {
      presence.delivering();
      after.push(told.splice(0));
      presence.swapping();
      swapped.textContent = `${message}`;
      if (message % 5 === 2) add(`n${message}`);
      if (message % 5 === 3) swapped.setAttribute("hx-sse", `${message}`);
    }
  });
  for (let message = 2; message < 119; message += 5) {
    expect(after[message + 1], `message ${message}`).toContain(`+n${message}`);
    expect(after[message + 2], `message ${message}`).toContain("hx-sse of swapped");
  }
});

test("a presence that is stopped by who hears of found elements watches nothing", async () => {
  add("a");
  const told: string[] = [];
  const presence = createPresence({
    root: document,
    selector: "[hx-sse]",
    attributes: ["hx-sse"],
    found(elements) {
      told.push(...elements.map(({ id }) => `+${id}`));
      presence.stop();
    },
    gone: (element) => void told.push(`-${element.id}`),
    changed: (element) => void told.push(`* ${element.id}`),
    moved() {},
  });
  running = presence;
  presence.start();
  add("b").setAttribute("hx-sse", "x");
  await settled();
  expect(told).toEqual(["+a", "-a"]);
});
