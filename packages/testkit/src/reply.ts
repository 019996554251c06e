/** How a handler of the test server responds. */
import type { OutgoingHttpHeaders } from "node:http";

/** What a handler may give back instead of writing itself; a string is an HTML page. */
export type Reply = string | { status?: number; headers?: OutgoingHttpHeaders; body?: string | Uint8Array };
