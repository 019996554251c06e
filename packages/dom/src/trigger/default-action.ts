/** What the browser would do by itself on an event that an element waits for. */

/** Whether the browser's own answer to the event is replaced by ours: a form's submission, a link's navigation. */
export function replacesDefault({ type, currentTarget }: Event): boolean {
  const source = currentTarget as Partial<Element>;
  if (type === "submit") return source.tagName === "FORM";
  if (type !== "click" || !source.closest) return false;
  const button = source.closest<HTMLButtonElement | HTMLInputElement>("button,input[type=submit]");
  const link = source.closest("a[href]");
  return !!(button?.form && button.type === "submit") || (!!link && !/^#./.test(link.getAttribute("href") ?? ""));
}
