/** A page that is left open for weeks: swaps that bring sources, listeners and triggers leave nothing behind. */
import { needs, type OpenPage } from "@sse/testkit";
import { expect, test } from "vitest";
import { fresh, scriptTag, shows, site } from "./fixture.ts";

const { server, visit } = await site();

/** Nodes, listeners and bytes of heap that are alive after a garbage collection. */
async function alive({ page, devtools }: OpenPage): Promise<{ nodes: number; listeners: number; heap: number }> {
  // The fixture's own record of every event.
  await page.evaluate("heard.length = 0");
  await devtools.send("HeapProfiler.collectGarbage");
  await devtools.send("Performance.enable");
  const { metrics } = await devtools.send("Performance.getMetrics");
  const value = (name: string): number => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
  return { nodes: value("Nodes"), listeners: value("JSEventListeners"), heap: value("JSHeapUsedSize") };
}

const hosts = [
  ["no htmx", ""],
  ["htmx 2", `<script src="/htmx2/htmx.min.js"></script>`],
  ["htmx 4", `<script src="/htmx4/htmx.min.js"></script>`],
] as const;

test.each(hosts)(
  "%s: 2,000 swaps that bring sources and bindings leave no nodes, listeners or leases",
  needs("devtools"),
  async (_, htmx) => {
    const [stream, inner] = [server.stream(fresh()), server.stream(fresh())];
    const tab = await visit(
      `<main hx-sse="connect:${stream.path}"><div id="w" hx-sse="swap:x"></div><p id="end" hx-sse="swap:end"></p></main>`,
      { scripts: htmx + scriptTag },
    );
    await stream.waitFor(1);
    let rounds = 0;
    const swaps = async (count: number): Promise<void> => {
      for (let i = 0; i < count; i++) {
        stream.send({
          event: "x",
          data: `<div hx-sse="connect:${inner.path} swap:a start:load:1ms"><p hx-sse="swap:b">${i}</p><i hx-get="/x" hx-trigger="sse:c delay:1s"></i>
          <u hx-get="/x" hx-trigger="sse:d from:body"></u></div>`,
        });
      }
      stream.send({ event: "x", data: "" });
      stream.send({ event: "end", data: `${rounds + 1}` });
      await shows(tab, "#end", `${++rounds}`);
      await inner.waitFor(0);
    };
    // What code and caches take is taken by then.
    await swaps(2000);
    const before = await alive(tab);
    await swaps(2000);
    const after = await alive(tab);
    expect(after.nodes - before.nodes).toBeLessThan(100);
    expect(after.listeners - before.listeners).toBeLessThan(20);
    // Less than 150 bytes a swap: caches and compiled code, not content.
    expect(after.heap - before.heap).toBeLessThan(300_000);
    expect(await tab.page.evaluate("sse.registry.connections.map(({ leases }) => leases)")).toEqual([1]);
    expect(tab.errors).toEqual([]);
    await tab.close();
  },
);
