/** What the console says: which element, what is wrong, what to write instead. Each thing once per element. */

/** A short picture of an element: its opening tag without what is inside, at most 120 characters. */
export function picture(element: Element): string {
  const shell = element.cloneNode(false) as Element;
  shell.textContent = "";
  const tag = shell.outerHTML.replace(/<\/[^>]*>$/, "");
  return tag.length > 120 ? `${tag.slice(0, 119)}…` : tag;
}

/** Makes a reporter that warns on the console, once for the same element and code. */
export function createReporter(): (element: Element | null, code: string, message: string) => void {
  const said = new WeakMap<object, Set<string>>();
  const page = {};
  return (element, code, message) => {
    const key = element ?? page;
    const texts = said.get(key) ?? new Set<string>();
    const text = `[sse] ${message} (${code})${element ? `: ${picture(element)}` : ""}`;
    if (texts.has(text)) return;
    said.set(key, texts.add(text));
    if (element) console.warn(text, element);
    else console.warn(text);
  };
}
