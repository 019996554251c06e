/** What the console says: which element, what is wrong, what to write instead. Each thing once, and never more than a screenful at a time. */
import { textOfThrown } from "@sse/core";
import { attributeNamesOf, attributeOf, localNameOf } from "@sse/dom/native";

/** The most of an element's picture, and of a message, in UTF-16 code units. */
const longestPicture = 120;
const longestMessage = 400;

/** So many texts are remembered; a page that makes more mistakes hears some of them again. */
const remembered = 1000;

/** So many lines of one code are said in one second (in ms); the others are counted. */
const most = 20;
const period = 1000;

/** What of a picture comes and goes: the same mistake of the same element is no other one with it. */
const passing = / (?:class|data-sse-state|aria-busy)="[^"]*"/g;

/** A short picture of an element: its opening tag, at most 120 characters. */
export function picture(element: Element): string {
  let tag = `<${localNameOf(element)}`;
  for (const name of attributeNamesOf(element)) {
    // What is cut off below need not be put together.
    if (tag.length > longestPicture) break;
    const value = attributeOf(element, name) ?? "";
    tag += ` ${name}="${value.slice(0, longestPicture).replaceAll('"', "&quot;")}"`;
  }
  return shortened(`${tag}>`, longestPicture);
}

function shortened(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}

/** Tells the console what is wrong; with `info`, what may be meant so. Never throws. */
export type Report = (element: Element | null, code: string, message: string, level?: "warn" | "info") => void;

/** Does something for an element, at binding. What it throws is reported, and stops neither a swap nor what comes after. */
export function bindSafely(element: Element, bind: () => void, report: Report): void {
  try {
    bind();
  } catch (error) {
    report(element, "bind", textOfThrown(error));
  }
}

/**
 * Makes a reporter that warns on the console, once for the same text: a stream may bring the same mistake every second. Of
 * many different ones with the same code it says how many there are.
 */
export function createReporter(): Report {
  const said = new Set<string>();
  /** Lines of the present second, by code. */
  const counts = new Map<string, number>();

  const sum = (): void => {
    for (const [code, count] of counts) if (count > most) console.warn(`[sse] and ${count - most} more (${code})`);
    counts.clear();
  };

  const say: Report = (element, code, message, level = "warn") => {
    const text = `[sse] ${shortened(message, longestMessage)} (${code})${element ? `: ${picture(element)}` : ""}`;
    const key = text.replace(passing, "");
    if (said.has(key)) return;
    if (said.size === remembered) said.clear();
    said.add(key);
    if (!counts.size) setTimeout(sum, period);
    const count = (counts.get(code) ?? 0) + 1;
    counts.set(code, count);
    if (count <= most) console[level](text, ...(element ? [element] : []));
  };

  return (...line) => {
    try {
      say(...line);
    } catch {
      // A console of the page's own that throws ends no stream.
    }
  };
}
