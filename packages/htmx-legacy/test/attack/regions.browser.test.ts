/** Attack table: content with dead regions of its own × ways × hosts. Nothing in `hx-disable` reaches out of it. */
import { expect, test } from "vitest";
import { breaches, ground, hosts, open, sample, unharmed, ways } from "./ground.ts";

const field = await ground();

const disables = ["hx-disable", "data-hx-disable", 'hx-disable=""'];

/** What a stranger writes inside a region that the server disabled. */
const inside = [
  '<p id="canary" hx-swap-oob="true">stolen</p>',
  '<p id="canary" data-hx-swap-oob="outerHTML">stolen</p>',
  '<p hx-swap-oob="innerHTML:#canary">stolen</p>',
  '<p hx-swap-oob="beforeend:#canary">stolen</p>',
  '<p hx-swap-oob="delete:#canary"></p>',
  '<p hx-swap-oob="morph:outerHTML:#canary">stolen</p>',
  '<div><ul><li id="canary" hx-swap-oob="innerHTML">stolen</li></ul></div>',
  '<template><p id="canary" hx-swap-oob="true">stolen</p></template>',
  '<template><template><p id="canary" hx-swap-oob="true">stolen</p></template></template>',
  '<p id="canary" hx-preserve>stolen</p>',
  '<p id="canary" data-hx-preserve="true">stolen</p>',
  '<hx-partial hx-target="#canary">stolen</hx-partial>',
  '<template hx type="partial" hx-target="#canary">stolen</template>',
  '<p hx-trigger="load" hx-get="/stolen" hx-target="#canary"></p>',
  '<p class="part" hx-sse="swap:after" hx-target="#canary"></p>',
  '<p class="part" sse-swap="after" hx-target="#canary"></p>',
  "<head><title>stolen</title></head>",
];
/** The attributes of htmx 4 heed no other than its own `hx-ignore`. */
const payloads = (host: string): string[] =>
  disables
    .map((disable) => (host === "htmx 4" ? `${disable} hx-ignore` : disable))
    .flatMap((disable) => [
      ...inside.map((part) => `<section ${disable}>${part}</section>`),
      ...inside.map((part) => `<b class="part">ok</b><section ${disable}><div>${part}</div></section>`),
    ]);

// What is selected by the page's own id is the page's to say; see the table of targets.
const rows = Object.keys(hosts).flatMap((host) => Object.keys(ways).map((way) => [host, way] as const));

test.each(sample(rows, 7))("%s, %s: nothing reaches out of hx-disable in the content", async (host, way) => {
  const { tab, attack } = await open(field, host, way);
  for (const payload of sample(payloads(host), 40)) {
    await attack(payload);
    expect(await breaches(tab), payload).toEqual(unharmed);
    expect(await tab.page.title(), payload).toBe("test");
    if (!(await tab.page.locator("#target").count())) {
      await tab.page.evaluate(`document.querySelector("main").innerHTML = '<div id="target" hx-sse="swap:x"></div>'`);
    }
  }
  expect(tab.errors).toEqual([]);
  await tab.close();
});
