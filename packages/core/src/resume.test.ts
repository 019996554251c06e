/** Positions across page loads, in Node with a page that is sent by hand. */
import { startServer } from "@sse/testkit";
import { expect, test, vi } from "vitest";
import { createChaosPage } from "../scripts/chaos-page.ts";
import { createRegistry } from "./registry.ts";
import { storedPosition } from "./resume.ts";

test.each(["beforeunload", "visibilitychange", "freeze"] as const)(
  "resume:session keeps the position at %s, and listens no longer than the stream",
  async (signal) => {
    const storage: Record<string, string> = {};
    vi.stubGlobal("sessionStorage", storage);
    const page = createChaosPage();
    const server = await startServer();
    try {
      const stream = server.stream("/events");
      const url = server.url("/events");
      const lease = createRegistry().connect(url, { resume: "session" });
      const heard = vi.fn<() => void>();
      lease.on("message", heard);
      await stream.waitFor(1);
      stream.send({ data: "1", id: "7" });
      await vi.waitFor(() => expect(heard).toHaveBeenCalled());
      page.fire(signal);
      expect(storage["sse:resume"]).toContain(JSON.stringify([url, "7"]).slice(0, -1));
      lease.release();
      await stream.waitFor(0);
      expect(page.listeners).toBe(0);
    } finally {
      page.remove();
      vi.unstubAllGlobals();
      await server.close();
    }
  },
);

test("what others wrote there spoils no entry that makes sense, and a time of the future is none", async () => {
  const url = "http://host/events";
  const of = (...entries: unknown[]): string => {
    vi.stubGlobal("sessionStorage", { "sse:resume": JSON.stringify(entries) });
    return storedPosition(url);
  };
  try {
    expect(of(null, 7, {}, [url, "5", Date.now()])).toBe("5");
    expect(of([url, "5", Date.now() * 2])).toBe("");
    expect(of([url, 5, Date.now()])).toBe("");
  } finally {
    vi.unstubAllGlobals();
  }
});
