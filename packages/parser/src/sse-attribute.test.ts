import { describe, expect, test } from "vitest";
import { parseSseAttribute } from "./index.ts";
import { found, values } from "../test/outline.ts";

describe("hx-sse", () => {
  test.each([
    ["connect:/events", { connect: "/events" }],
    ["connect:https://a.example:8080/x?y=a:b#c", { connect: "https://a.example:8080/x?y=a:b#c" }],
    ["swap:a\n\tswap:b:c", { swaps: ["a", "b:c"] }],
    ["swap:message connect:/x", { connect: "/x", swaps: ["message"] }],
    ["connect:/x close:done close:bye", { connect: "/x", closes: ["done", "bye"] }],
    ["connect:/x start:revealed", { connect: "/x", start: "revealed" }],
    ["connect:/x share:browser pause:hidden", { connect: "/x", share: "browser", pause: "hidden" }],
    ["connect:/x retry-on:404,403,Text/HTML,redirect", { connect: "/x", retryOn: [404, 403, "text/html", "redirect"] }],
    ["connect:/x pause:hidden(10s)", { connect: "/x", pause: { hidden: 10_000 } }],
    ["connect:/x pause:hidden(0) idle:never", { connect: "/x", pause: { hidden: 0 }, idle: "never" }],
    ["connect:/x idle:1.5s attempts:3", { connect: "/x", idle: 1500, attempts: 3 }],
    ["connect:/x retry:2s", { connect: "/x", retry: { min: 2000 } }],
    ["connect:/x retry:500ms..1m", { connect: "/x", retry: { min: 500, max: 60_000 } }],
    ["connect:/x transport:fetch credentials:omit", { connect: "/x", transport: "fetch", credentials: "omit" }],
    ["connect:/x resume:session", { connect: "/x", resume: "session" }],
    ["connect:/x resume:query", { connect: "/x", resumeBy: { query: "lastEventId" } }],
    [
      "resume:session resume:query(last-id) resume:key(feed)",
      { resume: "session", resumeBy: { query: "last-id" }, resumeKey: "feed" },
    ],
    ["connect:/x last:7 reset:gone reset:a:b", { connect: "/x", lastEventId: "7", resetOn: ["gone", "a:b"] }],
    ["last:a:b(c)", { lastEventId: "a:b(c)" }],
    ["", {}],
    [" \n ", {}],
  ])("reads %j", (text, expected) => {
    const { value, diagnostics } = parseSseAttribute(text);
    expect(values(value)).toEqual({ swaps: [], closes: [], ...expected });
    expect(diagnostics).toEqual([]);
  });

  test.each([
    ["conect:/x swap:a", ["error unknown-keyword conect → connect"], { swaps: ["a"] }],
    ["swapp:a", ["error unknown-keyword swapp → swap"], {}],
    ["SWAP:a", ["error unknown-keyword SWAP → swap"], {}],
    ["/events", ["error unknown-keyword /events → connect:/events"], {}],
    ["https://a.test/", ["error unknown-keyword https://a.test/ → connect:https://a.test/"], {}],
    ["../x swap:a", ["error unknown-keyword ../x → connect:../x"], { swaps: ["a"] }],
    ["connect=/x?a=b", ["error unknown-keyword connect=/x?a=b → connect:/x?a=b"], {}],
    ["junk=/x swap=a", ["error unknown-keyword junk=/x", "error unknown-keyword swap=a → swap:a"], {}],
    [`/${"x".repeat(500)}`, [`error unknown-keyword /${"x".repeat(500)}`], {}],
    [
      "swap:news, alert",
      ["warning stray-comma swap:news, → swap:news", "error unknown-keyword alert"],
      { swaps: ["news,"] },
    ],
    [
      "connect:/a,b, idle:1s;",
      [
        "warning stray-comma connect:/a,b, → connect:/a,b",
        "error bad-value 1s;",
        "warning stray-comma idle:1s; → idle:1s",
      ],
      { connect: "/a,b," },
    ],
    ["connect:/a start:2s", ["error bad-value 2s"], { connect: "/a" }],
    ["swap:a,b", ["warning stray-comma swap:a,b → swap:a swap:b"], { swaps: ["a,b"] }],
    ["swap:,", ["warning stray-comma swap:,"], { swaps: [","] }],
    ["constructor:/x __proto__:y", ["error unknown-keyword constructor", "error unknown-keyword __proto__"], {}],
    ["connect: /x", ["error missing-value connect", "error unknown-keyword /x → connect:/x"], {}],
    ["connect", ["error missing-value connect"], {}],
    ["swap: swap:a", ["error missing-value swap"], { swaps: ["a"] }],
    ["connect:/a connect:/b", ["error duplicate /a"], { connect: "/b" }],
    ["swap:a swap:b swap:a", ["hint repeated swap:a"], { swaps: ["a", "b"] }],
    ["connect:/a connect:/a", ["hint repeated connect:/a"], { connect: "/a" }],
    ["share:galaxy", ["error bad-value galaxy"], {}],
    ["share:pgae", ["error bad-value pgae → page"], {}],
    ["pause:hiden", ["error bad-value hiden → hidden"], {}],
    ["resume:query()", ["error bad-value query()"], {}],
    ["resume:query(a", ["error bad-value query(a"], {}],
    ["resume:query(a)b)", ["error bad-value query(a)b)"], {}],
    ["resume:key", ["error bad-value key"], {}],
    ["resume:sesion", ["error bad-value sesion → session"], {}],
    ["resume:query resume:query(a)", ["error duplicate query"], { resumeBy: { query: "a" } }],
    ["attempts:-1", ["error bad-value -1"], {}],
    ["attempts:0", ["error bad-value 0"], {}],
    ["attempts:1.5", ["error bad-value 1.5"], {}],
    ["pause:hidden(soon)", ["error bad-value hidden(soon)"], {}],
    ["pause:hidden()", ["error bad-value hidden() → hidden"], {}],
    ["idle:nevr", ["error bad-value nevr → never"], {}],
    ["retry-on:404,soon", ["error bad-value 404,soon"], {}],
    ["retry-on:redirct", ["error bad-value redirct → redirect"], {}],
    ["idle:0", ["error bad-value 0"], {}],
    ["idle:soon", ["error bad-value soon"], {}],
    ["retry:5s..1s", ["error bad-value 5s..1s"], {}],
    ["retry:1s..", ["error bad-value 1s.."], {}],
    ["retry:..1s", ["error bad-value ..1s"], {}],
    ["retry:1s..2s..3s", ["error bad-value 1s..2s..3s"], {}],
  ])("refuses what is wrong in %j and keeps the rest", (text, expected, rest) => {
    const { value, diagnostics } = parseSseAttribute(text);
    expect(found(text, diagnostics)).toEqual(expected);
    expect(values(value)).toEqual({ swaps: [], closes: [], ...rest });
  });

  test("says what to write instead", () => {
    const messages = parseSseAttribute("conect:/x share:galaxy idle:x").diagnostics.map(({ message }) => message);
    expect(messages[0]).toMatch(/^"conect": did you mean connect\? Write connect, swap, /);
    expect(messages.slice(1)).toEqual(['"galaxy": write share:page|browser|none', '"x": write idle:30s']);
  });

  test("does not repeat a long text in a message", () => {
    const [diagnostic] = parseSseAttribute("x".repeat(10_000)).diagnostics;
    expect(diagnostic?.message.length).toBeLessThan(250);
  });
});
