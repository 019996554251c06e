/** The sample of docs/configuration/sanitize.md against markup that would act: nothing of it is left in the page. */
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { eventually } from "@sse/testkit";
import { expect, test } from "vitest";
import { fresh } from "../fixture.ts";
import { ground, hosts } from "./ground.ts";

const { server, visit } = await ground();
server.files("/purify", fileURLToPath(new URL("../../node_modules/dompurify/dist", import.meta.url)));

const act = "/attacked";
const payloads: readonly string[] = [
  ...["get", "post", "put", "patch", "delete"].flatMap((verb) => [
    `<b hx-${verb}="${act}" hx-trigger="load">x</b>`,
    `<b data-hx-${verb}="${act}" data-hx-trigger="load">x</b>`,
  ]),
  `<b hx-sse="connect:${act} swap:x">x</b>`,
  `<b data-hx-sse="connect:${act} swap:x">x</b>`,
  `<b sse-connect="${act}" sse-swap="x">x</b>`,
  `<b data-sse-connect="${act}" data-sse-swap="x">x</b>`,
  `<b hx-swap-oob="true" id="outside">x</b>`,
  `<b data-hx-swap-oob="innerHTML:#outside">x</b>`,
  `<b hx-on:click="attacked()">x</b>`,
  `<b data-hx-on--click="attacked()">x</b>`,
  `<b hx-vals="js:{a: attacked()}" hx-get="${act}">x</b>`,
  `<b hx-trigger="load[attacked()]" hx-get="${act}">x</b>`,
  `<b hx-preserve id="outside">x</b>`,
  `<hx-partial hx-target="#outside"><b>x</b></hx-partial>`,
  `<b _="on load call attacked()">x</b>`,
  `<b is="x-attack">x</b>`,
  `<img src="/none.png" onerror="attacked()">`,
  `<svg onload="attacked()"><circle r="1"/></svg>`,
  `<script>attacked()</script>`,
  `<svg><script>attacked()</script></svg>`,
  `<a href="javascript:attacked()">x</a>`,
  `<form hx-boost="true" action="${act}"><input name="parentNode"></form>`,
  `<math><mtext><table><mglyph><style><img src=/none.png onerror=attacked()></style></mglyph></table></mtext></math>`,
  `<template><b hx-get="${act}" hx-trigger="load">x</b></template>`,
];

/** The function as the page of the docs has it. */
const sample = /sse\.start\(\{ sanitize.*\}\);/.exec(
  await readFile(new URL("../../../../docs/configuration/sanitize.md", import.meta.url), "utf8"),
)?.[0];

test.each(Object.keys(hosts))("%s: thirty payloads leave nothing that acts", async (host) => {
  expect(payloads.length).toBeGreaterThanOrEqual(30);
  expect(sample).toBeDefined();
  const stream = server.stream(fresh());
  const tab = await visit(
    `<p id="outside">safe</p><ul id="list" hx-sse="connect:${stream.path} swap:x" hx-swap="beforeend"></ul>`,
    {
      scripts: `<script>globalThis.attacks = 0; function attacked() { attacks += 1 }</script>
      <script src="/purify/purify.js"></script>${hosts[host]}<script>${sample}</script>`,
    },
  );
  await stream.waitFor(1);
  for (const [index, payload] of payloads.entries())
    stream.send({ event: "x", data: `<li class="n${index}">${payload}</li>` });
  await eventually(async () => expect(await tab.page.locator(`.n${payloads.length - 1}`).count()).toBe(1));
  const left = await tab.page.evaluate<string[]>(
    `Array.from(document.querySelectorAll("#list *"), (element) => element.getAttributeNames()
      .filter((name) => /^(data-)?(hx|sse)-|^on|^_$/.test(name) || (name === "is" && element.getAttribute(name)) || /^javascript:/.test(element.getAttribute(name)))
      .map((name) => element.outerHTML)).flat()`,
  );
  expect(left).toEqual([]);
  expect(await tab.page.locator("#list script").count()).toBe(0);
  expect(await tab.page.locator("p#outside").innerHTML()).toBe("safe");
  expect(await tab.page.evaluate("attacks")).toBe(0);
  expect(server.requests.filter(({ path }) => path === act)).toEqual([]);
  await tab.close();
});
