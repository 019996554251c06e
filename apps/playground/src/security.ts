/** The headers of every answer. The pages hold themselves to the strict policy that the attribute is made to work under. */
import { createMiddleware } from "hono/factory";
import type { Environment } from "./environment.ts";

const directives = {
  "default-src": "'self'",
  "script-src": "'self'",
  "style-src": "'self'",
  "img-src": "'self' data:",
  "object-src": "'none'",
  "base-uri": "'none'",
  "form-action": "'self'",
  "frame-ancestors": "'none'",
  "require-trusted-types-for": "'script'",
  "trusted-types": "sse",
} as const;

/** The Content-Security-Policy of a page, with what this one needs beyond the usual; `undefined` leaves a directive out. */
export function contentSecurityPolicy(changes: Readonly<Record<string, string | undefined>> = {}): string {
  return Object.entries({ ...directives, ...changes })
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name} ${value}`)
    .join("; ");
}

const policy = contentSecurityPolicy();

export const securityHeaders = createMiddleware<Environment>(async (context, next) => {
  context.header("Content-Security-Policy", policy);
  context.header("X-Content-Type-Options", "nosniff");
  context.header("Referrer-Policy", "same-origin");
  await next();
});

/** Whether another site sent this request on a visitor's behalf. Browsers say so; what is no browser, nobody can make send. */
function isFromAnotherSite(header: (name: string) => string | undefined): boolean {
  const site = header("Sec-Fetch-Site");
  if (site !== undefined) return site !== "same-origin" && site !== "none";
  const origin = header("Origin");
  // Older browsers, and pages that are not served securely, name the origin alone; "null" is nobody's.
  return origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== header("Host"));
}

/** What another site sends on a visitor's behalf changes nothing here. */
export const sameSiteOnly = createMiddleware<Environment>(async (context, next) => {
  const safe = ["GET", "HEAD", "OPTIONS"].includes(context.req.method);
  if (!safe && isFromAnotherSite((name) => context.req.header(name)))
    return context.text("Requests from other sites change nothing here.", 403);
  return next();
});
