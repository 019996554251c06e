/** Classes that come and go with a swap. */

/** Removes a class, and the attribute when it was the last one: the markup is to read as it was sent. */
export function removeClass(elements: readonly Element[], name: string): void {
  for (const element of elements) {
    element.classList.remove(name);
    if (element.getAttribute("class") === "") element.removeAttribute("class");
  }
}
