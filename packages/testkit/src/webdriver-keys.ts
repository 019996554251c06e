/** Keys as WebDriver presses them: https://www.w3.org/TR/webdriver2/#keyboard-actions. */

const NAMED: Readonly<Record<string, string>> = {
  Backspace: "\uE003",
  Tab: "\uE004",
  Enter: "\uE007",
  Shift: "\uE008",
  Control: "\uE009",
  Alt: "\uE00A",
  Escape: "\uE00C",
  End: "\uE010",
  Home: "\uE011",
  ArrowLeft: "\uE012",
  ArrowUp: "\uE013",
  ArrowRight: "\uE014",
  ArrowDown: "\uE015",
  Delete: "\uE017",
};

const down = (value: string): object => ({ type: "keyDown", value });
const up = (value: string): object => ({ type: "keyUp", value });

/** The actions that type a text, a character at a time. */
export function typing(text: string): object[] {
  return [...text].flatMap((value) => [down(value), up(value)]);
}

/** The actions that press a key by its name, or several at once, as `Shift+Tab`. */
export function pressing(key: string): object[] {
  const values = key.split(/(?<=.)\+/).map((name) => NAMED[name] ?? name);
  return [...values.map(down), ...values.toReversed().map(up)];
}
