/** Classes that come and go with a swap. */
import { attributeOf, classesOf, removeAttribute } from "../native/element.ts";

/** Removes a class, and the attribute when it was the last one: the markup is to read as it was sent. */
export function removeClass(elements: readonly Element[], name: string): void {
  for (const element of elements) {
    classesOf(element).remove(name);
    if (attributeOf(element, "class") === "") removeAttribute(element, "class");
  }
}
