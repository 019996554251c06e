/** Where contenders perform: one server, one browser, a fresh page for every run. */
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import {
  type ChromiumContext,
  type ChromiumPage,
  type EngineName,
  type EventStream,
  launchBrowser,
  type Page,
  startServer,
  type TestServer,
} from "@sse/testkit";
import type { Contender } from "./contenders/contender.ts";
import { type Probe, readCounts, startClock, unknown } from "./probe.ts";
import type { Slot } from "./slot.ts";

/** How long a run may take, in ms. */
export const PATIENCE = 60_000;

/** A page of a contender. */
export interface Sheet extends Probe {
  readonly page: Page;
  /** Presses and releases a key; does not wait for a page that is busy. */
  press(key: string): Promise<unknown>;
  /** What the page complained about. */
  readonly errors: readonly string[];
  close(): Promise<void>;
}

/** The stage of all runs. */
export interface Stage {
  readonly server: TestServer;
  readonly stream: EventStream;
  readonly engine: EngineName;
  /** Name and version. */
  readonly browser: string;
  /** Opens a page of the contender with this body. */
  open(contender: Contender, body: string): Promise<Sheet>;
  /** Sends events as a busy server does: one write each, as fast as the page takes them. */
  send(events: Iterable<string>): Promise<void>;
  close(): Promise<void>;
}

/** The last content: who sees it knows that everything before it was done. */
export function last(mark: string): string {
  return `<b class="${mark}">done</b>`;
}

/** Resolves when content marked by `last` stands in the document. Looks every 10 ms, the same for every contender. */
export async function stands(sheet: Sheet, mark: string): Promise<void> {
  await sheet.page.evaluate(
    ([mark, patience]) =>
      new Promise<void>((resolve, reject) => {
        const end = performance.now() + patience;
        const look = (): void => {
          if (document.getElementsByClassName(mark).length > 0) resolve();
          else if (performance.now() > end) reject(new Error(`did not end within ${patience / 1000} s`));
          else setTimeout(look, 10);
        };
        look();
      }),
    [mark, PATIENCE] as const,
  );
}

/** Puts an event into every slot and waits until it stands there: the page is connected, its code is warm. */
export async function warmUp(stage: Stage, sheet: Sheet, contender: Contender, slots: readonly Slot[]): Promise<void> {
  await stage.stream.waitFor(1);
  await stage.send(slots.map((slot) => contender.message(slot, slot.content ?? "<b>warm</b>")));
  const [first] = slots;
  if (first) await stage.send([contender.message(first, (first.content ?? "") + last("warm"))]);
  await stands(sheet, "warm");
}

const BLOCK = 100;

/** What a contender needs in the head of its pages. Files are read once: a run compares one build of everything. */
async function serveHead(
  server: TestServer,
  contender: Contender,
  files: Map<string, Promise<Buffer>>,
): Promise<string> {
  const tags = contender.scripts.map(async ({ file, module }, i) => {
    const path = `/${contender.key}/${i}-${basename(file)}`;
    const content = files.get(file) ?? readFile(file);
    files.set(file, content);
    const body = await content;
    server.get(path, () => ({ headers: { "content-type": "text/javascript; charset=utf-8" }, body }));
    return `<script ${module ? `type="module" ` : ""}src="${path}"></script>`;
  });
  return (contender.head ?? "") + (await Promise.all(tags)).join("");
}

type Attendance = Pick<Sheet, "press" | "settled">;

/** Chromium by DevTools. */
async function attend(context: unknown, page: Page, errors: string[]): Promise<Attendance> {
  const [chromium, tab] = [context as ChromiumContext, page as unknown as ChromiumPage];
  tab.on("pageerror", (error) => void errors.push(String(error)));
  await tab.bringToFront();
  const devtools = await chromium.newCDPSession(tab);
  const key = (type: "rawKeyDown" | "keyUp", name: string): Promise<unknown> =>
    devtools.send("Input.dispatchKeyEvent", { type, key: name, code: `Key${name.toUpperCase()}` });
  const press = (name: string): Promise<unknown> => Promise.all([key("rawKeyDown", name), key("keyUp", name)]);
  return { press, settled: () => readCounts(devtools) };
}

/** Any browser, by what all drivers have. */
function attendAny(page: Page): Attendance {
  return { press: (key) => page.keyboard.press(key), settled: () => Promise.resolve(unknown) };
}

/** Starts the server and the browser. */
export async function openStage(engine: EngineName): Promise<Stage> {
  const server = await startServer();
  const browser = await launchBrowser(engine);
  // WebKitGTK's driver knows its version by a session alone.
  await browser.sharedContext?.();
  const stream = server.stream("/stream");
  server.page("/blank", "<!doctype html><title>Blank</title>");
  server.get("/fragment", () => "<b>fragment</b>");
  const files = new Map<string, Promise<Buffer>>();
  let pages = 0;

  async function open(contender: Contender, body: string): Promise<Sheet> {
    const head = await serveHead(server, contender, files);
    const path = `/page-${++pages}`;
    server.page(
      path,
      `<!doctype html><html><head><title>${contender.label}</title>${head}</head><body>${body}</body></html>`,
    );
    const shared = await browser.sharedContext?.();
    const context = shared ?? (await browser.newContext());
    const page = await context.newPage();
    const errors: string[] = [];
    const attendance = engine === "chromium" ? await attend(context, page, errors) : attendAny(page);
    // The page of the run is then navigated to in a process that is already there.
    await page.goto(server.url("/blank"));
    const time = startClock();
    await page.goto(server.url(path), { waitUntil: "commit" });
    const close = async (): Promise<void> => {
      await (shared ? page : context).close();
      await stream.waitFor(0);
    };
    return { page, errors, close, time, ...attendance };
  }

  return {
    server,
    stream,
    engine,
    browser: `${{ chromium: "Chromium", firefox: "Firefox", webkit: "WebKitGTK" }[engine]} ${browser.version()}`,
    open,
    async send(events) {
      let sent = 0;
      for (const event of events) {
        stream.write(event);
        if (++sent % BLOCK === 0) await new Promise((resolve) => setImmediate(resolve));
      }
    },
    async close() {
      await browser.close();
      await server.close();
    },
  };
}
