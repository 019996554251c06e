/** Strings that make a bad regular expression slow, and how its time grows with their length. */

/** Lengths of the repeated part; the small ones first, so that an exponential pattern shows itself before it hangs. */
const lengths = [8, 16, 24, 32, 500, 1000, 2000, 4000, 8000];

/** Below this much processor time (ms) nothing is slow: a linear pattern reads the longest string in a fraction of it. */
const noticeable = 25;

/** Twice the length may take twice the time; this many times it is above linear. */
const growth = 2.8;

/** What makes the pattern slow, and the times (ms) of the last lengths. */
export interface Slow {
  readonly attack: string;
  readonly times: readonly number[];
}

/** The first attack that the time of `pattern` grows above linear on; `undefined` where there is none. */
export function slowestOn(pattern: RegExp): Slow | undefined {
  const pieces = piecesOf(pattern.source);
  for (const prefix of ["", ...pieces]) {
    for (const pump of pieces) {
      for (const end of ["", "\0", " "]) {
        const times = timesOf(pattern, (length) => prefix + pump.repeat(length) + end);
        if (times) return { attack: JSON.stringify(`${prefix}(${pump})*${end}`), times };
      }
    }
  }
  return undefined;
}

/** What the pattern speaks of: its literal words, each of their characters, one of each class, and pairs of the words. */
function piecesOf(source: string): readonly string[] {
  const plain = source
    .replaceAll(/\\[sSdDwWbBpP](\{\w+\})?|\[\^?|\(\?[:=!<]*|[()|*+?{}^$\].]/g, "\u0000")
    .replaceAll("\\", "");
  const words = plain.split("\u0000").filter(Boolean).slice(0, 12);
  const characters = [...new Set(words.join(""))].slice(0, 16);
  const pairs = words.slice(0, 6).flatMap((one) => words.slice(0, 6).map((two) => one + two));
  return [...new Set([" ", "a", "0", "\n", ...characters, ...words, ...pairs])];
}

/** The processor times of the lengths, where they grow above linear. Looked at three times: only what is slow each time is slow. */
function timesOf(pattern: RegExp, make: (length: number) => string): readonly number[] | undefined {
  const times: number[] = [];
  for (const length of lengths) {
    const text = make(length);
    let time = timeOf(pattern, text);
    if (time > noticeable) time = Math.min(time, timeOf(pattern, text), timeOf(pattern, text));
    times.push(time);
    if (time > noticeable) return length < 100 || time > growth * (times.at(-2) ?? 0) ? times.slice(-3) : undefined;
  }
  return undefined;
}

function timeOf(pattern: RegExp, text: string): number {
  const before = process.cpuUsage();
  if (pattern.global) text.replace(pattern, "");
  else pattern.test(text);
  pattern.lastIndex = 0;
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
