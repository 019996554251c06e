import {
  eventually,
  type ChromiumPage as Page,
  programPath,
  type RedisServer,
  sharedChromium,
  startRedis,
} from "@sse/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Cluster, startCluster } from "../src/cluster.ts";
import { killTest } from "../src/kill-test/kill-test.ts";

const browser = await sharedChromium();
const here = programPath("redis-server") ? ["redis-server"] : [];

const tally = async (page: Page, name: string): Promise<number> =>
  Number((await page.locator(`[data-tally=${name}]`).innerText()).replaceAll(",", ""));
const serverOf = (page: Page): Promise<string> => page.locator("[data-server]").innerText();

/** Goes on hearing, with nothing lost and nothing doubled. */
async function holds(page: Page): Promise<void> {
  const before = await tally(page, "heard");
  await eventually(async () => expect(await tally(page, "heard")).toBeGreaterThan(before + 3));
  const [published, heard] = [await tally(page, "published"), await tally(page, "heard")];
  expect([await tally(page, "lost"), await tally(page, "doubled")]).toEqual([0, 0]);
  expect(Math.abs(published - heard)).toBeLessThanOrEqual(2);
}

describe.each(here)("Two servers, with %s", () => {
  let redis: RedisServer;
  let cluster: Cluster;
  beforeAll(async () => {
    redis = await startRedis();
    cluster = await startCluster({ port: 0, redisUrl: redis.url });
  });
  afterAll(async () => {
    await cluster.close();
    await redis.close();
  });

  async function tab(): Promise<Page> {
    const page = await (await browser.newContext()).newPage();
    await page.goto(`${cluster.url}/gallery/servers`, { waitUntil: "domcontentloaded" });
    await page.locator("[data-server]").waitFor();
    await eventually(async () => expect(await tally(page, "heard")).toBeGreaterThan(1));
    return page;
  }

  test("two tabs are on two servers, what one says both hear, and a kill loses nothing", async () => {
    const [one, other] = [await tab(), await tab()];
    const [mine, theirs] = [await serverOf(one), await serverOf(other)];
    expect(new Set([mine, theirs]).size).toBe(2);
    await one.getByPlaceholder("Say something").fill("across");
    await one.getByRole("button", { name: "Send" }).click();
    await other.locator(".messages li", { hasText: "across" }).waitFor();
    await one.getByRole("button", { name: `Kill ${mine}` }).click();
    await eventually(async () => expect(await serverOf(one)).toBe(theirs));
    await one.getByPlaceholder("Say something").fill("still here");
    await one.getByRole("button", { name: "Send" }).click();
    await other.locator(".messages li", { hasText: "still here" }).waitFor();
    expect(await one.locator(".messages li", { hasText: "across" }).count()).toBe(1);
    for (const page of [one, other]) await holds(page);
    for (const page of [one, other]) await page.context().close();
  });

  test("a deploy restarts both, one after the other, and loses nothing", async () => {
    await eventually(() => expect(cluster.balancer.up()).toHaveLength(2));
    const page = await tab();
    const before = cluster.nodes.map(({ starts }) => starts);
    await page.getByRole("button", { name: "Deploy" }).click();
    await eventually(() =>
      expect(cluster.nodes.every(({ starts }, index) => starts > (before[index] ?? 0))).toBe(true),
    );
    await eventually(() => expect(cluster.balancer.up()).toHaveLength(2));
    await holds(page);
    await page.context().close();
  });

  test("servers that die and a store that dies lose nothing for any kind of reader, double nothing, mix up nothing", async () => {
    const { published, scores } = await killTest({ browser, events: 200, kills: 2, seed: 7, rate: 40 });
    expect(published).toHaveLength(200);
    expect(
      scores.map(({ name, heard, lost, doubled, disordered }) => ({ name, heard, lost, doubled, disordered })),
    ).toEqual(scores.map(({ name }) => ({ name, heard: 200, lost: 0, doubled: 0, disordered: 0 })));
    expect(scores).toHaveLength(5);
  });
});

// `pnpm test` repeats this name, so that nobody takes it for tested.
test.each(here.length ? [] : ["redis-server"])("not run on this machine: two servers (%s)", (program) => {
  expect(programPath(program)).toBeUndefined();
});
