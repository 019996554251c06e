/**
 * Attack table: what a page looks up by an id or a selector × hosts. What strangers wrote into `hx-disable` does not stand in for
 * it, has no say in its requests, and is not written.
 */
import { eventually } from "@sse/testkit";
import { expect, test } from "vitest";
import { fresh } from "../fixture.ts";
import { ground, hosts, livenessOf, sample } from "./ground.ts";

const field = await ground();
const { server } = field;

const dead = "hx-disable hx-ignore";
const names = Object.keys(hosts);

/** A page whose first element is a stranger's region, with this in it. */
async function open(host: string, evil: string, content: (path: string) => string, around = "") {
  const stream = server.stream(fresh());
  const tab = await field.visit(
    `<section ${dead}>${evil}</section><main hx-sse="connect:${stream.path}">${content(stream.path)}</main>${around}
     <i id="after" hx-sse="connect:${stream.path} swap:after"></i>`,
    { scripts: hosts[host] ?? "" },
  );
  await stream.waitFor(1);
  const untouched = async (): Promise<void> => expect(await tab.page.locator("body > section").innerHTML()).toBe(evil);
  return { tab, stream, alive: livenessOf(tab, stream), untouched };
}

const askedFor = (path: string): number => server.requests.filter((request) => request.path === path).length;

test.each(names)("%s: a message that waits goes to who took the place, and to no stranger", async (host) => {
  const reply = fresh();
  server.get(reply, () => "<u>answered</u>");
  const own = `<b id="a" hx-get="${reply}" hx-trigger="sse:go delay:80ms">-</b>`;
  const { tab, stream, untouched } = await open(
    host,
    '<b id="a">evil</b>',
    () => `<div id="box" hx-sse="swap:x">${own}</div>`,
  );
  stream.send({ event: "go", data: "1" });
  stream.send({ event: "x", data: own });
  await eventually(async () => expect(await tab.page.locator("#box #a").textContent()).toBe("answered"));
  expect(askedFor(reply)).toBe(1);
  await untouched();
  await tab.close();
});

test.each(
  sample(
    names.flatMap((host) => ['<b id="t">-</b>', '<p><em id="t">-</em></p>'].map((next) => [host, next] as const)),
    6,
  ),
)("%s, %s: a response goes to who took the place of its target, and to no stranger", async (host, next) => {
  const reply = fresh();
  let answer: ((html: string) => void) | undefined;
  server.get(reply, () => new Promise<string>((resolve) => (answer = resolve)));
  const { tab, stream, alive, untouched } = await open(
    host,
    '<b id="t">evil</b>',
    () =>
      `<i hx-get="${reply}" hx-trigger="sse:go" hx-target="#box b"></i><div id="box" hx-sse="swap:x"><b id="t">-</b></div>`,
  );
  stream.send({ event: "go", data: "1" });
  await eventually(() => expect(answer).toBeDefined());
  stream.send({ event: "x", data: next });
  await alive();
  answer?.("<u>answered</u>");
  await eventually(async () => expect(await tab.page.locator("#box #t").textContent()).toBe("answered"));
  await untouched();
  await tab.close();
});

test.each(names)("%s: who was in hx-disable itself may go on there", async (host) => {
  const reply = fresh();
  let answer: ((html: string) => void) | undefined;
  server.get(reply, () => new Promise<string>((resolve) => (answer = resolve)));
  const { tab, stream, alive } = await open(
    host,
    "",
    () =>
      `<i hx-get="${reply}" hx-trigger="sse:go" hx-target="#box .own"></i><div id="box" hx-sse="swap:x"><p class="own" id="t" ${dead}>-</p></div>`,
  );
  stream.send({ event: "go", data: "1" });
  await eventually(() => expect(answer).toBeDefined());
  stream.send({ event: "x", data: `<p class="own" id="t" ${dead}>-</p>` });
  await alive();
  answer?.("<u>answered</u>");
  await eventually(async () => expect(await tab.page.locator("#box #t").textContent()).toBe("answered"));
  await tab.close();
});

test.each(names)("%s: a part goes to the page's own, and not to a stranger's", async (host) => {
  const parts = [
    `<hx-partial id="there"><b>part</b></hx-partial>`,
    `<hx-partial hx-target="#there"><b>part</b></hx-partial>`,
    `<hx-partial hx-target=".there"><b>part</b></hx-partial>`,
    `<hx-partial hx-target="#there" hx-swap="innerHTML swap:5ms"><b>part</b></hx-partial>`,
    `<hx-partial hx-target="next .there"><b>part</b></hx-partial>`,
    `<p id="there" class="there" hx-swap-oob="true"><b>part</b></p>`,
    `<p hx-swap-oob="innerHTML:#there"><b>part</b></p>`,
  ];
  const evil = '<p class="there" id="there">evil</p>';
  for (const part of sample(parts, 7)) {
    const { tab, stream, alive, untouched } = await open(
      host,
      evil,
      () => `<div id="target" hx-sse="swap:x">old</div><section ${dead}>${evil}</section>`,
      '<p id="there" class="there">-</p>',
    );
    stream.send({ event: "x", data: `<i>new</i>${part}` });
    await alive();
    expect(await tab.page.locator("body > .there").innerHTML(), part).toBe("<b>part</b>");
    expect(await tab.page.locator("main > section").innerHTML(), part).toBe(evil);
    await untouched();
    await tab.close();
  }
});

test("alone: an event that a response names is raised on the page's own, as is a request", async () => {
  const [first, next, other, last] = [fresh(), fresh(), fresh(), fresh()];
  server.handle(first, (_, response) => {
    response.setHeader("HX-Trigger", '{"done":{"target":"#box"}}');
    return "";
  });
  server.get(next, () => "heard");
  server.handle(other, (_, response) => {
    response.setHeader("HX-Location", JSON.stringify({ path: last, source: ".from", push: "false" }));
    return "";
  });
  server.get(last, () => "sent");
  const { tab, stream, untouched } = await open(
    "alone",
    '<b id="box">evil</b><b class="from">evil</b>',
    () => `<i hx-get="${first}" hx-trigger="sse:go"></i><i hx-get="${other}" hx-trigger="sse:go"></i>
     <b id="box" hx-get="${next}" hx-trigger="done">-</b><b class="from">-</b>`,
  );
  stream.send({ event: "go", data: "1" });
  await eventually(async () => expect(await tab.page.locator("main #box").textContent()).toBe("heard"));
  await eventually(async () => expect(await tab.page.locator("main .from").textContent()).toBe("sent"));
  await untouched();
  await tab.close();
});

test("alone: a request shows in no stranger's element, disables none, and sends no field of one", async () => {
  const reply = fresh();
  let body = "";
  const answers: (() => void)[] = [];
  server.handle(reply, (request) => {
    body = request.body;
    return new Promise<string>((resolve) => answers.push(() => resolve("answered")));
  });
  const evil = '<b class="spin">evil</b><button class="btn">evil</button><input id="amount" name="amount" value="666">';
  const { tab, stream, untouched } = await open(
    "alone",
    evil,
    () => `<i hx-post="${reply}" hx-trigger="sse:go" hx-indicator=".spin" hx-disabled-elt=".btn" hx-include="#amount, next div"></i>
      <div><input name="more" value="own"><section ${dead}><input name="more" value="evil"></section></div>
      <b class="spin"></b><button class="btn"></button><input id="amount" name="amount" value="1">`,
  );
  stream.send({ event: "go", data: "1" });
  await eventually(() => expect(answers).toHaveLength(1));
  expect(body).toBe("more=own&amount=1");
  expect(await tab.page.locator("main > .spin").getAttribute("class")).toContain("htmx-request");
  expect(await tab.page.locator("main > .btn").getAttribute("disabled")).toBe("");
  await untouched();
  answers[0]?.();
  await eventually(async () => expect(await tab.page.locator("main > i").textContent()).toBe("answered"));
  await untouched();
  await tab.close();
});

test("alone: neither a button nor a field in a stranger's region has a say in a form of the page", async () => {
  const [own, evil] = [fresh(), fresh()];
  const got: string[] = [];
  for (const path of [own, evil])
    server.handle(path, ({ method, body }) => {
      got.push(`${path === own ? "own" : "evil"} ${method} ${body}`);
      return "";
    });
  const { tab, stream } = await open(
    "alone",
    `<button form="pay" formaction="${evil}" formmethod="delete" formnovalidate name="a" value="b">win</button>
     <input form="pay" name="amount" value="666"><input form="pay" name="extra" value="666">
     <textarea form="pay" name="amount" wrap="hard" cols="2">6 6 6 6</textarea><input form="pay" dirname="amount" name="x" value="y">
     <input form="pay" type="number" name="held" value="5" max="1" oninvalid="event.preventDefault()" formnovalidate>`,
    () => `<form id="pay" novalidate hx-post="${own}" hx-swap="none" hx-trigger="submit, sse:go">
      <input name="amount" value="1"><input type="checkbox" name="on" checked><section ${dead}><input name="editor" value="text"></section>
      <button name="by" value="own">pay</button></form>`,
  );
  await tab.page.locator("body > section button").click();
  await eventually(() => expect(got).toHaveLength(1));
  stream.send({ event: "go", data: "1" });
  await eventually(() => expect(got).toHaveLength(2));
  await tab.page.evaluate(`document.querySelector("#pay button").click()`);
  await eventually(() => expect(got).toHaveLength(3));
  for (const [index, more] of ["", "", "&by=own"].entries()) {
    const [, to, values = ""] = /^(own POST) (.*)$/.exec(got[index] ?? "") ?? [];
    expect(to).toBe("own POST");
    expect(values.split("&").sort().join("&")).toBe(`amount=1${more}&editor=text&on=on`);
  }
  await tab.close();
});
