/** Elements whose `every` triggers were ended by the server: status 286, as in htmx. */
export const pollingEnded = new WeakSet<Element>();
