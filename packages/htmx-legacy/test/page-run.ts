/** One run of a page of `test/pages` with the scripts of one library: its events, clicks and responses, and what came of them. */
import { readFile } from "node:fs/promises";
import { eventually, type EventFields, type EventStream, type OpenPage, type TestServer } from "@sse/testkit";
import { expect } from "vitest";

/** What is done to a page, one after the other. */
type Step =
  | { readonly send: EventFields; readonly to?: string }
  | { readonly click: string }
  | { readonly type: readonly [selector: string, text: string] }
  /** Waits for an element, for its absence, for a text in an element. */
  | { readonly see: string }
  | { readonly unsee: string }
  | { readonly text: readonly [selector: string, text: string] }
  /** Waits until the page's script has written so many lines. */
  | { readonly logged: number }
  /** Hangs up on a stream; waits until it is open, or closed. */
  | { readonly drop: string }
  | { readonly open: string }
  | { readonly gone: string }
  /** Waits for a request; lets a response go that was held back. */
  | { readonly asked: string }
  | { readonly release: string };

/** A response, or one that is held back until a step releases it. */
type Answer = string | { readonly hold: string; readonly html: string };

/** How a page is played. Its URLs begin with `/app/`. */
export interface PlayedPage {
  /** Whose markup it is: that of htmx 1, or that of htmx 2 with its extension. */
  readonly writtenFor: "htmx1" | "htmx2";
  /** Its scripts call htmx: it cannot stand alone. */
  readonly needsHtmx?: boolean;
  /** Its scripts read details of request events that htmx 4 has no more: there, what they log is htmx's affair. */
  readonly readsRequests?: boolean;
  /** Streams that are open before the first step. */
  readonly streams: readonly string[];
  /** By method and path: the first response, the second, and so on; the last one is repeated. */
  readonly responses: Readonly<Record<string, readonly Answer[]>>;
  readonly steps: readonly Step[];
}

/** What a run leaves. */
export interface Outcome {
  /** The body, without what tells of the library at work. */
  readonly body: string;
  /** Method, path, query and body of every request but those for streams. */
  readonly requests: readonly string[];
  /** What the page's own script has written down. */
  readonly log: readonly string[];
}

export const readPage = async (name: string): Promise<{ html: string; played: PlayedPage }> => ({
  html: await readFile(new URL(`pages/${name}.html`, import.meta.url), "utf8"),
  played: JSON.parse(await readFile(new URL(`pages/${name}.json`, import.meta.url), "utf8")) as PlayedPage,
});

let runs = 0;

/** Whichever way a space is written in a form. */
const plain = (body: string): string => body.replaceAll("%20", "+");

/** Plays a page with these script tags in the place of its own. `write` may put its markup, and that of its events, otherwise. */
export async function play(
  server: TestServer,
  open: (path: string, html: string) => Promise<OpenPage>,
  { html, played }: { html: string; played: PlayedPage },
  scripts: string,
  write: (markup: string) => string = (markup) => markup,
): Promise<{ tab: OpenPage; outcome: () => Promise<Outcome> }> {
  const base = `/run-${++runs}/`;
  const put = (text: string): string => write(text).replaceAll("/app/", base);
  const streams = new Map<string, EventStream>();
  const release = new Map<string, () => void>();

  const streamAt = (path: string): EventStream => {
    const stream = streams.get(path) ?? server.stream(put(path));
    streams.set(path, stream);
    return stream;
  };
  for (const path of html.match(/\/app\/events|\/app\/rows\/\d/g) ?? []) streamAt(path);
  for (const step of played.steps) if ("open" in step) streamAt(step.open);

  const paths = new Map<string, Map<string, Answer[]>>();
  for (const [key, answers] of Object.entries(played.responses)) {
    const [method = "", path = ""] = key.split(" ");
    const methods = paths.get(path) ?? new Map<string, Answer[]>();
    paths.set(path, methods.set(method, [...answers]));
  }
  for (const [path, methods] of paths) {
    server.handle(put(path), async ({ method }) => {
      const answers = methods.get(method) ?? [];
      const answer = (answers.length > 1 ? answers.shift() : answers[0]) ?? "";
      if (typeof answer === "string") return put(answer);
      await new Promise<void>((resolve) => release.set(answer.hold, resolve));
      return put(answer.html);
    });
  }

  const requests = (): string[] =>
    server.requests
      .filter(({ path }) => path.startsWith(base) && ![...streams.values()].some((stream) => stream.path === path))
      .map(({ method, path, query, body }) => `${method} /app/${path.slice(base.length)}?${query} ${plain(body)}`)
      .filter((line) => !line.includes("/app/page?"));

  const tags = /<script src="\/htmx\.min\.js"><\/script>(\s*<script src="\/sse\.js"><\/script>)?/;
  const tab = await open(`${base}page`, put(html.replace(tags, scripts)));
  const opened = (path: string): Promise<void> =>
    eventually(() => expect(streamAt(path).connections, path).toBeGreaterThan(0));
  for (const path of played.streams) await opened(path);

  for (const step of played.steps) {
    if ("send" in step) {
      const { data } = step.send;
      streamAt(step.to ?? "/app/events").send({ ...step.send, ...(data !== undefined && { data: put(data) }) });
    } else if ("click" in step) await tab.page.click(step.click);
    else if ("type" in step) await tab.page.fill(...(step.type as [string, string]));
    else if ("see" in step)
      await eventually(async () => expect(await tab.page.locator(step.see).count(), step.see).toBeGreaterThan(0));
    else if ("unsee" in step) await eventually(async () => expect(await tab.page.locator(step.unsee).count()).toBe(0));
    else if ("text" in step)
      await eventually(async () => expect(await tab.page.locator(step.text[0]).textContent()).toContain(step.text[1]));
    else if ("logged" in step)
      await eventually(async () =>
        expect(await tab.page.evaluate("log.length"), "lines").toBeGreaterThanOrEqual(step.logged),
      );
    else if ("drop" in step) streamAt(step.drop).drop();
    else if ("open" in step) await opened(step.open);
    else if ("gone" in step) await streamAt(step.gone).waitFor(0);
    else if ("asked" in step)
      await eventually(() => expect(requests().some((line) => line.startsWith(`${step.asked}?`))).toBe(true));
    else release.get(step.release)?.();
  }

  return {
    tab,
    outcome: async () => ({
      requests: requests(),
      log: ((await tab.page.evaluate("log")) as string[]).map((line) => line.replaceAll(base, "/app/")),
      body: (await standing(tab)).replaceAll(base, "/app/"),
    }),
  };
}

/** The body as markup, without scripts and what tells of the library at work: state, busyness, markers, emptied classes. */
function standing(tab: OpenPage): Promise<string> {
  return tab.page.evaluate(() => {
    const body = document.body.cloneNode(true) as HTMLElement;
    const foreign = ["data-sse-state", "aria-busy", "data-htmx-powered", "hx-swap-oob", "hx-ext"];
    for (const element of [body, ...body.querySelectorAll("*")]) {
      for (const name of foreign) element.removeAttribute(name);
      element.classList.remove("htmx-added", "htmx-settling");
      if (element.getAttribute("class") === "") element.removeAttribute("class");
      // In whichever order they were set.
      for (const name of element.getAttributeNames().toSorted()) {
        const value = element.getAttribute(name) ?? "";
        element.removeAttribute(name);
        element.setAttribute(name, value);
      }
    }
    for (const script of body.querySelectorAll("script")) script.remove();
    return body.innerHTML.replace(/\s+/g, " ").trim();
  });
}
