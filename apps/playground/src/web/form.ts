/** The fields of a form that was posted. */
import { HTTPException } from "hono/http-exception";
import type { RouteContext } from "../environment.ts";

const KEY_LENGTH = 64;

/** Gives the text of a field, empty where there is none. Throws 400 for a body that is no form. */
export async function formOf(context: RouteContext): Promise<(name: string) => string> {
  let body: Record<string, unknown>;
  try {
    body = await context.req.parseBody();
  } catch (error) {
    if (error instanceof Error && error.name === "BodyLimitError") throw error;
    throw new HTTPException(400, { message: "The body of this request is no form.", cause: error });
  }
  return (name) => {
    const value = body[name];
    return typeof value === "string" ? value : "";
  };
}

/** What makes a request that is sent twice count once: the header `Idempotency-Key`. */
export function keyOf(context: RouteContext): string | undefined {
  return context.req.header("Idempotency-Key")?.slice(0, KEY_LENGTH);
}
