/** What the console says: which element, what is wrong, what to write instead. Each thing once. */

/** A short picture of an element: its opening tag without what is inside, at most 120 characters. */
export function picture(element: Element): string {
  const shell = element.cloneNode(false) as Element;
  shell.textContent = "";
  const tag = shell.outerHTML.replace(/<\/[^>]*>$/, "");
  return tag.length > 120 ? `${tag.slice(0, 119)}…` : tag;
}

/** So many texts are remembered; a page that makes more mistakes hears some of them again. */
const remembered = 1000;

/** Makes a reporter that warns on the console, once for the same text: a stream may bring the same mistake every second. */
export function createReporter(): (element: Element | null, code: string, message: string) => void {
  const said = new Set<string>();
  return (element, code, message) => {
    const text = `[sse] ${message} (${code})${element ? `: ${picture(element)}` : ""}`;
    if (said.has(text)) return;
    if (said.size === remembered) said.clear();
    said.add(text);
    console.warn(text, ...(element ? [element] : []));
  };
}
