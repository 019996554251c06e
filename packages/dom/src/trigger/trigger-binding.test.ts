import { parseTriggerAttribute } from "@sse/parser";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { defaultConfig } from "../config.ts";
import type { DomContext } from "../context.ts";
import { pollingEnded } from "./polling.ts";
import { bindTriggers, type TriggerBinding } from "./trigger-binding.ts";

const bindings: TriggerBinding[] = [];
const reports: string[] = [];
const context: DomContext = {
  config: defaultConfig(),
  write() {},
  process() {},
  report: (_, code, message) => void reports.push(`${code} ${message}`),
};

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  for (const binding of bindings.splice(0)) binding.stop();
  vi.useRealTimers();
  document.body.replaceChildren();
  reports.length = 0;
  context.config.allowEval = true;
});

function element(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`no #${id}`);
  return found;
}

/** Binds `triggers` to `#e` of `html`; gives the types, or message data, of what fired. */
function bound(triggers: string, html = `<p id="e"></p>`): string[] {
  document.body.innerHTML = html;
  const fired: string[] = [];
  const hear = (event: Event) => void fired.push((event as CustomEvent<{ data?: string }>).detail?.data ?? event.type);
  bindings.push(bindTriggers(element("e"), parseTriggerAttribute(triggers).value, hear, context));
  return fired;
}

function message(name: string, data: string, on = "e"): Event {
  const detail = { data, lastEventId: "7", type: name, elt: element(on) };
  const event = new CustomEvent(`sse:${name}`, { detail, cancelable: true });
  element(on).dispatchEvent(event);
  return event;
}

function send(type: string, on = "e"): Event {
  const event = new Event(type, { bubbles: true, cancelable: true });
  element(on).dispatchEvent(event);
  return event;
}

test("an sse trigger fires for its event and no other, beside DOM events of the same list", () => {
  const fired = bound("sse:news, click");
  message("news", "a");
  message("other", "b");
  send("click");
  expect(fired).toEqual(["a", "click"]);
});

test("once fires once", () => {
  const fired = bound("sse:news once");
  message("news", "a");
  message("news", "b");
  expect(fired).toEqual(["a"]);
});

test("changed fires for a message only when its data differs from the last", () => {
  const fired = bound("sse:news changed", `<input id="e" value="a">`);
  for (const data of ["a", "a", "b", "b", "a"]) message("news", data);
  expect(fired).toEqual(["a", "b", "a"]);
});

test("changed compares a control with the value it had when it was bound, and then with the last", () => {
  const fired = bound("keyup changed", `<input id="e" value="x">`);
  const input = element("e") as HTMLInputElement;
  send("keyup");
  input.value = "y";
  send("keyup");
  send("keyup");
  expect(fired).toEqual(["keyup"]);
});

test("delay waits for silence and fires with the last event", () => {
  const fired = bound("sse:news delay:1s");
  message("news", "a");
  vi.advanceTimersByTime(999);
  message("news", "b");
  vi.advanceTimersByTime(999);
  expect(fired).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(fired).toEqual(["b"]);
});

test("a trigger without delay cuts a delayed one short", () => {
  const fired = bound("keyup delay:1s, sse:go");
  send("keyup");
  message("go", "now");
  vi.runAllTimers();
  expect(fired).toEqual(["now"]);
});

test("throttle fires at once and then drops what comes too soon", () => {
  const fired = bound("sse:news throttle:1s");
  message("news", "a");
  message("news", "b");
  vi.advanceTimersByTime(1000);
  message("news", "c");
  expect(fired).toEqual(["a", "c"]);
});

test("from listens on every match of a selector, on relatives, and on document and body", () => {
  const html = `<div id="up"><p id="e"></p><i id="a" class="x"></i><i id="b" class="x"></i></div>`;
  const cases: [from: string, on: string, fires: number][] = [
    ["from:.x", "b", 1],
    ["from:(#a, #b)", "a", 1],
    ["from:closest div", "up", 1],
    ["from:next i", "a", 1],
    ["from:next i", "b", 0],
    ["from:document", "b", 1],
    ["from:body", "a", 1],
    ["from:#a", "e", 0],
  ];
  for (const [from, on, fires] of cases) {
    const fired = bound(`ping ${from}`, html);
    send("ping", on);
    expect([from, fired.length]).toEqual([from, fires]);
  }
});

test("an sse trigger with from hears what is dispatched on that element", () => {
  const fired = bound("sse:news from:#a", `<p id="e"></p><p id="a"></p>`);
  message("news", "there", "a");
  message("news", "here", "e");
  expect(fired).toEqual(["there"]);
});

test("an event that several triggers of one element hear fires it once", () => {
  const fired = bound("ping, ping from:body");
  send("ping");
  expect(fired).toEqual(["ping"]);
});

test("target lets only events of matching elements through", () => {
  const fired = bound("click target:.yes", `<div id="e"><b id="y" class="yes"></b><b id="n"></b></div>`);
  send("click", "n");
  send("click", "y");
  expect(fired).toEqual(["click"]);
});

test("consume keeps the event from ancestors, unless the filter refused it", () => {
  const html = `<div id="up"><p id="e"></p></div>`;
  const heard: string[] = [];
  const fired = bound("ping[this.title=='x'] consume", html);
  element("up").addEventListener("ping", () => heard.push("up"));
  send("ping");
  element("e").title = "x";
  send("ping");
  expect([fired, heard]).toEqual([["ping"], ["up"]]);
});

test("a filter sees the message, the event's properties before globals, and the element as this", () => {
  // Every browser has a global `event`; happy-dom does not.
  Object.assign(globalThis, { level: 3, type: "global", event: undefined });
  const cases: [filter: string, passes: boolean][] = [
    ["detail.data=='a'", true],
    ["detail.data=='b'", false],
    ["detail.lastEventId=='7'", true],
    ["event.detail.data=='a'", true],
    ["type=='sse:news'", true],
    ["level==3", true],
    ["!unknownName", true],
    ["unknownName", false],
    ["this.id=='e' && target===this", true],
    ["detail.data", false],
    ["['a'].includes(detail.data)", true],
  ];
  for (const [filter, passes] of cases) {
    const fired = bound(`sse:news[${filter}]`);
    message("news", "a");
    expect([filter, fired.length > 0]).toEqual([filter, passes]);
  }
  expect(reports).toEqual([]);
});

test("a filter that throws lets nothing through and is reported", () => {
  const fired = bound("sse:news[nothing.here.at()]");
  message("news", "a");
  expect(fired).toEqual([]);
  expect(reports).toEqual([expect.stringContaining("nothing.here.at()")]);
});

test("without allowEval a filter lets nothing through, and says so once", () => {
  context.config.allowEval = false;
  const fired = bound("sse:news[true]");
  message("news", "a");
  message("news", "b");
  expect(fired).toEqual([]);
  expect(reports).toEqual([expect.stringContaining("allowEval")]);
});

test("load fires at once, or after its delay, past its filter", () => {
  expect(bound("load")).toEqual(["load"]);
  expect(bound("load[this.id=='other']")).toEqual([]);
  const fired = bound("load delay:1s");
  expect(fired).toEqual([]);
  vi.advanceTimersByTime(1000);
  expect(fired).toEqual(["load"]);
});

test("every fires again and again, past its filter, until the server ends it", () => {
  const fired = bound("every 1s[!this.title]");
  vi.advanceTimersByTime(2000);
  element("e").title = "x";
  vi.advanceTimersByTime(2000);
  expect(fired.length).toBe(2);
  element("e").title = "";
  pollingEnded.add(element("e"));
  vi.advanceTimersByTime(2000);
  expect(fired.length).toBe(2);
});

test("an event that a throttle leaves out does not wait for its delay", () => {
  bound("sse:news throttle:1s delay:100ms");
  message("news", "1");
  message("news", "2");
  expect(bindings[0]?.delayed).toBeUndefined();
});

test("a poll does not cut a delayed trigger short", () => {
  const fired = bound("every 1s, ping delay:1500ms");
  send("ping");
  vi.advanceTimersByTime(1600);
  expect(fired.at(-1)).toBe("ping");
});

test("what the browser would do itself is prevented where a request takes its place", () => {
  const html = (inner: string) => `<form id="f">${inner}</form>`;
  const cases: [html: string, trigger: string, prevented: boolean][] = [
    [`<form id="e"></form>`, "submit", true],
    [html(`<button id="e"></button>`), "click", true],
    [html(`<button id="e" type="button"></button>`), "click", false],
    [`<button id="e"></button>`, "click", false],
    [`<a id="e" href="/x"></a>`, "click", true],
    [`<a id="e" href="#"></a>`, "click", true],
    [`<a id="e" href="#part"></a>`, "click", false],
    [`<a href="/x"><b id="e"></b></a>`, "click", true],
    [`<p id="e"></p>`, "click", false],
  ];
  for (const [markup, trigger, prevented] of cases) {
    bound(trigger, markup);
    const event = new Event(trigger, { cancelable: true });
    element("e").dispatchEvent(event);
    expect([markup, event.defaultPrevented]).toEqual([markup, prevented]);
  }
});

test("an element that left the document no longer fires, delayed events included", () => {
  const fired = bound("ping from:body, pong delay:1s");
  send("pong");
  element("e").remove();
  document.body.dispatchEvent(new Event("ping"));
  vi.runAllTimers();
  expect(fired).toEqual([]);
});

test("a trigger whose selector is refused is reported, and the others of its list work", () => {
  const fired = bound("ping from::::, sse:news");
  message("news", "a");
  expect(fired).toEqual(["a"]);
  expect(reports).toEqual([expect.stringContaining("trigger")]);
});

test("a target: that is no selector is reported once, when it is bound, and the others of its list work", () => {
  const fired = bound("ping target:::, sse:news");
  send("ping");
  message("news", "a");
  expect(fired).toEqual(["a"]);
  expect(reports).toEqual([expect.stringContaining("trigger")]);
});

test("stop takes back every listener and timer", () => {
  const fired = bound("ping, pong delay:1s, load delay:1s, every 1s, knock from:body, peng throttle:1s");
  send("pong");
  send("peng");
  for (const binding of bindings.splice(0)) binding.stop();
  for (const type of ["ping", "pong", "knock"]) send(type);
  vi.advanceTimersByTime(5000);
  expect(fired).toEqual(["peng"]);
  expect(vi.getTimerCount()).toBe(0);
});
