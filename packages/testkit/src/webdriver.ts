/** One WebDriver session over the wire: https://www.w3.org/TR/webdriver2/. Commands of all its windows wait in one line. */

/** An error that the driver answered with; `code` is the standard's, such as "no such window". */
export class WebDriverError extends Error {
  override name = "WebDriverError";
  readonly code: string;
  constructor(code: string, message: string) {
    super(`${code}: ${message}`);
    this.code = code;
  }
}

async function ask(url: string, method: "GET" | "POST" | "DELETE", body?: object): Promise<unknown> {
  const response = await fetch(url, { method, ...(body && { body: JSON.stringify(body) }) });
  const { value } = (await response.json()) as { value: unknown };
  if (typeof value === "object" && value !== null && "error" in value) {
    const { error, message } = value as { error: string; message?: string };
    throw new WebDriverError(error, message ?? "");
  }
  return value;
}

/** Sends a command to the window that the line stands at. */
export type Command = (method: "GET" | "POST" | "DELETE", path: string, body?: object) => Promise<unknown>;

/** A session and its windows. */
export interface WebDriverSession {
  readonly browserVersion: string;
  /** Opens a window. The one that the session began with stays empty: the session ends with its last window. */
  open(): Promise<string>;
  /** Runs commands in a window, one after the other, with none of another window between them. */
  inWindow<T>(handle: string, commands: (command: Command) => Promise<T>): Promise<T>;
  end(): Promise<void>;
}

/** Starts a session at the driver that listens at `origin`. */
export async function startSession(origin: string, capabilities: object): Promise<WebDriverSession> {
  const made = await ask(`${origin}/session`, "POST", { capabilities: { alwaysMatch: capabilities } });
  const { sessionId, capabilities: given } = made as { sessionId: string; capabilities: { browserVersion: string } };
  const command: Command = (method, path, body) =>
    ask(`${origin}/session/${sessionId}${path}`, method, method === "POST" ? (body ?? {}) : undefined);
  const anchor = String(await command("GET", "/window"));
  let current = anchor;
  let line: Promise<unknown> = Promise.resolve();

  function inLine<T>(work: () => Promise<T>): Promise<T> {
    const done = line.then(work);
    line = done.catch(() => {});
    return done;
  }

  return {
    browserVersion: given.browserVersion,
    open: () =>
      inLine(async () => {
        // Commands of a window that has been closed are refused.
        await command("POST", "/window", { handle: anchor });
        current = anchor;
        const { handle } = (await command("POST", "/window/new", { type: "window" })) as { handle: string };
        return handle;
      }),
    inWindow: (handle, commands) =>
      inLine(async () => {
        if (current !== handle) {
          await command("POST", "/window", { handle });
          current = handle;
        }
        return commands(command);
      }),
    end: () => inLine(async () => void (await command("DELETE", ""))),
  };
}
