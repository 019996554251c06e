/**
 * Members of the DOM, taken from the prototypes once, when this module is loaded. A form gives the field named `parentNode`
 * for its `parentNode`, and a document the image named `querySelector`; what is captured here and called on the node means
 * what the DOM means by it.
 */

type Interface =
  | "Document"
  | "Element"
  | "EventTarget"
  | "HTMLDialogElement"
  | "HTMLElement"
  | "HTMLFormElement"
  | "Node"
  | "SVGElement";

/** Where there is no such interface, as in Node, nothing is ever read of one. What stands for a DOM in tests may inherit the member. */
export function member(type: Interface, name: string): PropertyDescriptor | undefined {
  const interfaces = globalThis as unknown as Partial<Record<Interface, { prototype: object }>>;
  let owner: object | null = interfaces[type]?.prototype ?? null;
  while (owner && !Object.hasOwn(owner, name)) owner = Object.getPrototypeOf(owner);
  return owner ? Object.getOwnPropertyDescriptor(owner, name) : undefined;
}

/** The getter of a member. One that the browser keeps elsewhere is read plainly, and one that it lacks is `undefined`. */
export function getter<T, K extends keyof T & string>(type: Interface, name: K): (this: T) => T[K] {
  return (
    member(type, name)?.get ??
    function (this: T) {
      return this[name];
    }
  );
}

export function setter<T, K extends keyof T & string>(type: Interface, name: K): (this: T, value: T[K]) => void {
  return (
    member(type, name)?.set ??
    function (this: T, value) {
      this[name] = value;
    }
  );
}

export function method<T, K extends keyof T & string>(type: Interface, name: K): T[K] {
  return member(type, name)?.value;
}
