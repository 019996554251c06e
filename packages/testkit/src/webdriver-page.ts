/** A page that WebDriver drives. */
import { eventually } from "./eventually.ts";
import { leave, PARSED } from "./navigation.ts";
import type { Records } from "./recorder.ts";
import type { BrowserContext, Locator, NavigationOptions, Page } from "./tab.ts";
import { type Command, WebDriverError, type WebDriverSession } from "./webdriver.ts";
import { pressing, typing } from "./webdriver-keys.ts";
import { locate } from "./webdriver-locator.ts";
import { asking, askingFor, evaluating, type Outcome } from "./webdriver-script.ts";

/** Pause before a page is asked again, in ms. */
const PAUSE = 15;
const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, PAUSE));

export class WebDriverPage implements Page {
  readonly #session: WebDriverSession;
  readonly #handle: string;
  readonly #context: BrowserContext;
  #heard: ((records: Records) => void) | undefined;
  #url = "about:blank";
  #closed = false;

  constructor(session: WebDriverSession, handle: string, context: BrowserContext) {
    this.#session = session;
    this.#handle = handle;
    this.#context = context;
  }

  readonly keyboard = {
    press: (key: string): Promise<void> => this.#act("key", pressing(key)),
    type: (text: string): Promise<void> => this.#act("key", typing(text)),
  };

  readonly mouse = {
    move: (x: number, y: number): Promise<void> => this.#act("pointer", [{ type: "pointerMove", x, y, duration: 0 }]),
  };

  /** Hands what the page records to `heard` as it comes, until the page is closed. */
  async listen(heard: (records: Records) => void): Promise<void> {
    this.#heard = heard;
    while (!this.#closed) {
      await this.#run(asking).catch(() => {});
      await pause().then(pause);
    }
  }

  /** Runs commands in the window of this page. */
  inWindow<T>(commands: (command: Command) => Promise<T>): Promise<T> {
    return this.#session.inWindow(this.#handle, commands);
  }

  async #run(script: string): Promise<Outcome> {
    const text = await this.inWindow((command) => command("POST", "/execute/sync", { script, args: [] }));
    const outcome = JSON.parse(String(text)) as Outcome;
    if (outcome.records) this.#heard?.(outcome.records);
    return outcome;
  }

  async evaluate<R>(script: string | ((argument: never) => unknown), argument?: unknown): Promise<R> {
    let outcome = await this.#run(evaluating(script, argument));
    // Asking costs the page time: less and less often.
    for (let waited = 1; outcome.pending !== undefined; waited++) {
      await new Promise((resolve) => setTimeout(resolve, Math.min(PAUSE * waited, 100)));
      outcome = await this.#run(askingFor(outcome.pending));
    }
    if (outcome.error) throw Object.assign(new Error(outcome.error.message), { name: outcome.error.name });
    return outcome.value as R;
  }

  async #act(type: "key" | "pointer", actions: readonly object[]): Promise<void> {
    await this.inWindow((command) => command("POST", "/actions", { actions: [{ type, id: type, actions }] }));
  }

  /** Navigates, and waits until another document is there. */
  async #leave(commands: (command: Command) => Promise<unknown>, options?: NavigationOptions): Promise<void> {
    this.#url = await leave(this, () => this.inWindow(commands), options);
  }

  goto(url: string, options?: NavigationOptions): Promise<void> {
    return this.#leave((command) => command("POST", "/url", { url }), options);
  }

  /** By a script: the button of WebKitGTK goes past what pages pushed while nobody had touched them lately. */
  goBack(options?: NavigationOptions): Promise<void> {
    return this.#leave((command) => command("POST", "/execute/sync", { script: "history.back()", args: [] }), options);
  }

  goForward(options?: NavigationOptions): Promise<void> {
    return this.#leave((command) => command("POST", "/forward"), options);
  }

  reload(options?: NavigationOptions): Promise<void> {
    return this.#leave((command) => command("POST", "/refresh"), options);
  }

  locator(selector: string): Locator {
    return locate(this, [{ selector }]);
  }

  click(selector: string): Promise<void> {
    return this.locator(selector).click();
  }

  focus(selector: string): Promise<void> {
    return this.locator(selector).focus();
  }

  fill(selector: string, text: string): Promise<void> {
    return this.locator(selector).fill(text);
  }

  textContent(selector: string): Promise<string | null> {
    return this.locator(selector).textContent();
  }

  getAttribute(selector: string, name: string): Promise<string | null> {
    return this.locator(selector).getAttribute(name);
  }

  title(): Promise<string> {
    return this.evaluate("document.title");
  }

  url(): string {
    return this.#url;
  }

  context(): BrowserContext {
    return this.#context;
  }

  async waitForFunction(expression: string): Promise<void> {
    await eventually(async () => {
      if (!(await this.evaluate(`!!(${expression})`))) throw new Error(`not yet: ${expression}`);
    });
  }

  async waitForURL(url: string): Promise<void> {
    await eventually(async () => {
      this.#url = await this.evaluate("location.href");
      if (this.#url !== url) throw new Error(`still at ${this.#url}`);
    });
  }

  waitForLoadState(state: "load" | "domcontentloaded"): Promise<void> {
    return this.waitForFunction(state === "load" ? `document.readyState === "complete"` : PARSED);
  }

  /** Clicks, as a user does, the first of the elements that an expression gives. */
  async clickFirst(elements: string): Promise<void> {
    await this.inWindow(async (command) => {
      const found = await command("POST", "/execute/sync", { script: `return ${elements}[0]`, args: [] });
      await command("POST", `/element/${String((found as Record<string, string>)[ELEMENT])}/click`);
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    try {
      await this.inWindow((command) => command("DELETE", "/window"));
    } catch (error) {
      // Its session has ended, and it with it.
      if (!(error instanceof WebDriverError) || !/no such window|invalid session id/.test(error.code)) throw error;
    }
  }
}
