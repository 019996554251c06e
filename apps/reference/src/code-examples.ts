/** The examples of docs/codes: what causes a code, and the same with the mistake mended, as the page has them. */
import { page } from "./pages.ts";

/** A response as a page shows it. */
export interface ShownResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}

/** What a section of a page shows. */
export interface CodeExample {
  /** Markup, with its scripts. */
  readonly html?: string | undefined;
  /** What a stream sends. */
  readonly wire?: string | undefined;
  readonly response?: ShownResponse | undefined;
  /** Script of the page. */
  readonly script?: string | undefined;
}

/** What the page of a code says of it. */
export interface CodePage {
  readonly cause: CodeExample;
  /** What it does not show is as before. */
  readonly mended: CodeExample;
  /** The codes that the console has for the mended example: a page links to them where it shows it. */
  readonly leaves: readonly string[];
  /** Whether `sse-lint` alone reports it. */
  readonly isOfLinter: boolean;
  /** Whether the page says that it is another thing beside htmx. */
  readonly isOtherBesideHtmx: boolean;
}

const fence = /^```(\w*)\n(.*?)^```/gms;

const below = (text: string, heading: string): string => text.split(`\n## ${heading}\n`)[1]?.split("\n## ")[0] ?? "";

function responseOf(text: string): ShownResponse {
  const headers = Array.from(
    text.matchAll(/^([\w-]+): (.*)$/gm),
    ([, name = "", value = ""]) => [name, value] as const,
  );
  return { status: Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1] ?? 200), headers: Object.fromEntries(headers) };
}

function exampleOf(section: string): CodeExample {
  const shown = Array.from(section.matchAll(fence), ([, language = "", code = ""]) => [language, code] as const);
  const { html, http, js, [""]: wire } = Object.fromEntries<string | undefined>(shown);
  return {
    ...(html !== undefined && { html }),
    ...(wire !== undefined && { wire }),
    ...(http !== undefined && { response: responseOf(http) }),
    ...(js !== undefined && { script: js }),
  };
}

/** Reads the page of a code. Throws when there is none. */
export function codePage(code: string): CodePage {
  const text = page(`codes/${code}.md`);
  const cause = exampleOf(below(text, "An example that causes it"));
  const fixed = below(text, "The same example, fixed");
  return {
    cause,
    mended: { ...cause, ...exampleOf(fixed) },
    leaves: Array.from(fixed.matchAll(/\]\((\w+)\.md\)/g), ([, name = ""]) => name),
    isOfLinter: /^- From `sse-lint` and editors only/m.test(text),
    isOtherBesideHtmx: /^- Beside htmx/m.test(text),
  };
}
