/** Whether a stream pauses since its tab is hidden: only after a while, so that flipping through tabs costs no reconnects. */
import { isHidden, type PageSignal } from "./page.ts";
import type { ConnectOptions } from "./types.ts";

/** Milliseconds that a tab may be hidden before its streams pause, where the page names no other time. */
const GRACE = 5000;

export interface HiddenPause {
  readonly isOn: boolean;
  /** Is told of every signal of the page, before `isOn` is read. */
  update(signal: PageSignal): void;
  stop(): void;
}

/** @param began called when the tab has been hidden for long enough */
export function createHiddenPause(pause: ConnectOptions["pause"], began: () => void): HiddenPause {
  const grace = typeof pause === "object" ? pause.hidden : GRACE;
  const pauses = !!pause && pause !== "never";
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isOn = pauses && isHidden();
  const begin = () => {
    isOn = true;
    began();
  };
  return {
    get isOn() {
      return isOn;
    },
    update(signal) {
      if (!pauses || !/visib|show|freeze/.test(signal)) return;
      clearTimeout(timer);
      // A frozen tab's timers do not run.
      if (!isHidden()) isOn = false;
      else if (signal === "freeze") isOn = true;
      else if (!isOn) timer = setTimeout(begin, grace);
    },
    stop: () => clearTimeout(timer),
  };
}
