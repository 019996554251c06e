/** A port that nobody listens at. */
import { createServer } from "node:net";

/** A free port of 127.0.0.1, for a program that cannot say which one it was given. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => {
        if (address && typeof address === "object") resolve(address.port);
        else reject(new Error("No port was free."));
      });
    });
  });
}
