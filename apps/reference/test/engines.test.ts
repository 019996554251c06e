import { eventually, programPath } from "@sse/testkit";
import { expect, test, vi } from "vitest";
import { checkedBySseCheck } from "../src/checked.ts";
import { sharesItsStore } from "../src/engines.ts";
import { openNchan } from "../src/nchan.ts";
import { page } from "../src/pages.ts";
import { drains, keepsItsPromises } from "../src/promises.ts";
import { engines, forgetful, type Recipe } from "../src/recipes.ts";
import { type RunningServer, startServerOf } from "../src/servers.ts";
import { type Store, stores } from "../src/stores.ts";
import { node } from "../src/tools.ts";

vi.setConfig({ testTimeout: 180_000 });

const all = Object.entries(engines).flatMap(([name, recipe]) => {
  const [program, open] = stores[name] ?? [];
  return program && open ? [{ name, recipe, program, open }] : [];
});
const here = all.filter(({ program }) => programPath(program));
const notHere = all.filter(({ program }) => !programPath(program)).map(({ name, program }) => `${name} (${program})`);

/** Two servers of a page on one store. */
async function withTwo(
  { name, open }: (typeof all)[number],
  recipe: Recipe,
  use: (one: RunningServer, other: RunningServer, store: Store) => Promise<void>,
): Promise<void> {
  const store = await open();
  const servers: RunningServer[] = [];
  try {
    for (let count = 0; count < 2; count++) servers.push(await startServerOf(name, recipe, node(), store.env));
    const [one, other] = servers;
    if (!one || !other) throw new Error("There are not two.");
    await use(one, other, store);
  } finally {
    for (const server of servers) await server.stop();
    await store.close();
  }
}

test.each(here)("two servers of the page of $name keep every promise", (engine) =>
  withTwo(engine, forgetful(engine.recipe), async (one, other) => {
    await keepsItsPromises(one, false);
    const { stdout, failed } = await checkedBySseCheck(one.url, other.url);
    expect(failed, stdout).toBe(false);
    await drains(other);
  }),
);

// With the whole history: a store that is away for longer than that loses events, and says so.
test.each(here)("two servers of the page of $name lose nothing with one of them or the store", (engine) =>
  withTwo(engine, engine.recipe, sharesItsStore),
);

const nchan = ["nginx", "redis-server"].every(programPath) ? ["nchan"] : [];

test.each(nchan)(
  "nginx with %s streams, goes on after Last-Event-ID, and loses nothing by a reload or a kill",
  async () => {
    const server = await openNchan();
    try {
      const first = await server.listen();
      // Until a new reader is known to Redis, it does not hear.
      await eventually(async () => {
        await server.publish("<i>1\n</i>");
        expect(first.text()).toContain("data: <i>1\ndata: </i>");
      });
      expect(first.text()).toMatch(/^event: news$/m);
      first.leave();
      const id = [...first.text().matchAll(/^id: (.*)$/gm)].at(-1)?.[1];
      await server.publish("2");
      const back = await server.listen(id);
      await back.hears("data: 2\n");
      await server.reload();
      await server.publish("3");
      await server.kill();
      await server.start();
      await server.publish("4");
      const late = await server.listen(id);
      await late.hears("data: 4\n");
      expect(late.text()).toMatch(/data: 2\n[^]*data: 3\n[^]*data: 4\n/);
      late.leave();
    } finally {
      await server.close();
    }
  },
);

test(`not run on this machine: ${[...notHere, ...(nchan.length ? [] : ["nchan (nginx with nchan, redis-server)"])].join(", ") || "the Mercure hub"}`, () => {
  for (const { name } of all)
    expect(page(`servers/${name}.md`)).toMatch(/Tested where \S+ .*installed; last run with/s);
  expect(page("servers/mercure.md")).toContain("**Not tested**");
});
