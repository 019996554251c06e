/** What the value of a configuration key may be: each kind tests a value and says in words what it takes. */

/** A kind of value. */
export interface ConfigValue {
  /** Completes "takes …": `true or false`, `a number of milliseconds`. */
  readonly takes: string;
  fits(value: unknown): boolean;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isAmount = (value: unknown): boolean => typeof value === "number" && value >= 0;

export const yesOrNo: ConfigValue = { takes: "true or false", fits: (value) => typeof value === "boolean" };

export const text: ConfigValue = { takes: "a text", fits: (value) => typeof value === "string" };

/** A finite number of milliseconds, bytes or tries, not negative, nor less than `least`. */
export const amount = (unit: string, least = 0): ConfigValue => ({
  takes: `a number of ${unit}${least ? `, at least ${least}` : ""}`,
  fits: (value) => isAmount(value) && value !== Infinity && Number(value) >= least,
});

export const oneOf = (...words: readonly string[]): ConfigValue => ({
  takes: words.join("|"),
  fits: (value) => words.includes(value as string),
});

export const listOfTexts: ConfigValue = {
  takes: "a list of texts",
  fits: (value) => Array.isArray(value) && value.every((item) => typeof item === "string"),
};

/** Statuses of responses, and texts. */
export const listOfStatusesAndTexts: ConfigValue = {
  takes: "a list of statuses and texts",
  fits: (value) => Array.isArray(value) && value.every((item) => typeof item === "string" || isAmount(item)),
};

/** An object with some of these keys, each a number of milliseconds. */
export const amounts = (...keys: readonly string[]): ConfigValue => ({
  takes: `an object of milliseconds: {${keys.map((key) => `"${key}": …`).join(", ")}}`,
  fits: (value) =>
    isObject(value) && Object.entries(value).every(([key, amount]) => keys.includes(key) && isAmount(amount)),
});

/** An object with these keys, each a text. */
export const texts = (...keys: readonly string[]): ConfigValue => ({
  takes: `an object of texts: {${keys.map((key) => `"${key}": …`).join(", ")}}`,
  fits: (value) =>
    isObject(value) &&
    Object.keys(value).length === keys.length &&
    keys.every((key) => typeof value[key] === "string" && value[key] !== ""),
});

/** Whatever fits one of these. */
export const either = (...values: readonly ConfigValue[]): ConfigValue => ({
  takes: values.map(({ takes }) => takes).join(", or "),
  fits: (value) => values.some(({ fits }) => fits(value)),
});

/** A function; only a script can give one. */
export const callable: ConfigValue = { takes: "a function", fits: (value) => typeof value === "function" };
