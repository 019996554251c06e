/** The version of the package, put in by the build. */
declare const SSE_VERSION: string | undefined;

/** The version in package.json; `source` when run from source. */
export const version = typeof SSE_VERSION === "string" ? SSE_VERSION : "source";
