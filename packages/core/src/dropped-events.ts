/** Events without a `data:` line: the standard drops them, and a reader of the wire never hears of them. */

/** So much of a line is enough to know its field and the name of an event. */
const LONGEST = 256;

/**
 * Finds dropped events in the pieces of one stream's text, and tells their names. A piece that is not `wanted` is not
 * looked at; what it began is then not known.
 */
export function createDropWatch(dropped: (type: string) => void): (piece: string, wanted: boolean) => void {
  /** The beginning of the line that is being read. */
  let line = "";
  let type = "";
  let hasData = false;

  const end = (finished: string) => {
    if (!finished) {
      if (type && !hasData) dropped(type);
      type = "";
      hasData = false;
    } else if (/^data(:|$)/.test(finished)) hasData = true;
    else if (finished.startsWith("event:")) type = finished.slice(6).replace(/^ /, "");
  };
  return (piece, wanted) => {
    if (!wanted) {
      line = type = "";
      hasData = true;
      return;
    }
    // A carriage return may be half of a line break whose other half is still on its way.
    const whole = line + piece;
    const half = whole.endsWith("\r") ? "\r" : "";
    const lines = whole.slice(0, whole.length - half.length).split(/\r\n|\r|\n/);
    line = (lines.pop() ?? "").slice(0, LONGEST) + half;
    for (const each of lines) end(each.slice(0, LONGEST));
  };
}
