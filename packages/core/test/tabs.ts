/** Tabs of Chromium that use this package from its sources, on a server of their own. */
import { join } from "node:path";
import {
  type Browser,
  type BrowserContext,
  openPage,
  type OpenPage,
  serveModules,
  sharedBrowser,
  startServer,
  type TestServer,
} from "@sse/testkit";
import { afterAll } from "vitest";

type PageOptions = NonNullable<Parameters<typeof openPage>[3]>;

/** What the tests of one file share. */
export interface Tabs {
  readonly browser: Browser;
  readonly server: TestServer;
  /** Opens a page that runs this module. */
  open(module: string, options?: PageOptions & { readonly where?: Browser | BrowserContext }): Promise<OpenPage>;
}

/** Once in a test file; the server goes with it. */
export async function startTabs(): Promise<Tabs> {
  const browser = await sharedBrowser();
  const server = await startServer();
  const map = serveModules(server, join(import.meta.dirname, ".."));
  afterAll(() => server.close());
  return {
    browser,
    server,
    open: (module, { where = browser, ...options } = {}) =>
      openPage(where, server, `${map}<script type="module">${module}</script>`, options),
  };
}

/** How a tab connects; all but the names is source text. */
export interface Connecting {
  /** Of `connect`. */
  readonly options?: string;
  /** Of `createRegistry`. */
  readonly registry?: string;
  /** The names that are heard. */
  readonly names?: readonly string[];
  /** What runs first. */
  readonly first?: string;
}

/**
 * A module that connects to `url`, with `lease` and `registry` as globals. It keeps the data it hears in `heard`, all of
 * it in `messages`, the steps of the state in `steps`, and whether the page came back from the cache in `persisted`.
 */
export const connecting = (
  url: string,
  { options = "{}", registry = "{}", names = ["message"], first = "" }: Connecting = {},
): string => `
  import { createRegistry } from "@sse/core";
  import { browserShared } from "@sse/core/browser-shared";
  ${first}
  Object.assign(globalThis, { registry: createRegistry(${registry}), heard: [], messages: [], steps: [] });
  globalThis.connect = () => {
    globalThis.lease = registry.connect("${url}", ${options});
    for (const name of ${JSON.stringify(names)})
      lease.on(name, (message) => { heard.push(message.data); messages.push(Object.values(message).join(" ")); });
    lease.onState(({ state, reason, error }) => {
      steps.push([state, reason, error && error.constructor.name, error && error.status].filter(Boolean).join(" "));
    });
  };
  addEventListener("pageshow", (event) => { globalThis.persisted = event.persisted; });
  connect();`;

/** The data that a tab has heard. */
export const heardBy = (tab: OpenPage): Promise<string[]> => tab.page.evaluate("heard");

/** The steps of its state, each with reason, error and status where there are any. */
export const stepsOf = (tab: OpenPage): Promise<string[]> => tab.page.evaluate("steps");

/** Where it stands. */
export const stateOf = (tab: OpenPage): Promise<string> => tab.page.evaluate("lease.connection.state");
