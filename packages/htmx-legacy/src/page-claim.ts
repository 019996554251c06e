/** Which copy of this package is at work on a page: a second one, of a script tag or a module, would do everything twice. */
import { version } from "./version.ts";

/** Known to every copy, whichever its version. */
const mark = Symbol.for("hx-sse at work");

/** What one copy has to say of a page. */
export interface PageClaim {
  /** The version of another copy that is at work here; `undefined` for none. */
  readonly other: string | undefined;
  /** This copy is at work from now on. */
  take(): void;
  /** It is no more. */
  drop(): void;
}

export function createClaim(document: Document): PageClaim {
  const page = document as Document & { [mark]?: { readonly version: string } | undefined };
  const self = { version };
  return {
    get other() {
      const owner = page[mark];
      return owner === self ? undefined : owner?.version;
    },
    take: () => void (page[mark] = self),
    drop() {
      if (page[mark] === self) page[mark] = undefined;
    },
  };
}
