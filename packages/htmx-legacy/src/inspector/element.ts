/** Elements without markup: client scripts work where strings of HTML are forbidden. */

type Child = Node | string;
type Attributes = Readonly<Record<string, string>>;

/** A new element with these attributes and children. */
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** A button that does something. */
export function button(text: string, pressed: () => void, attributes: Attributes = {}): HTMLButtonElement {
  const made = element("button", { type: "button", ...attributes }, text);
  made.addEventListener("click", pressed);
  return made;
}

/** Sets the text of an element only where it differs, so that nothing is laid out again for nothing. */
export function say(where: Element, text: string): void {
  if (where.textContent !== text) where.textContent = text;
}
