/** Elements that send requests, whoever sends them. */

/** The attributes that ask for a request. */
export const verbs = ["get", "post", "put", "patch", "delete"].map((verb) => `hx-${verb}`);

/** Matches an element that sends requests: what is inside it may hear a streamed response. */
export const requesting = verbs.map((verb) => `[${verb}],[data-${verb}]`).join();
