// Preloaded into a process: its clock jumps an hour ahead, then three hours back, and so on.

const HOUR_MS = 3_600_000;
const { now } = Date;
const began = now();
const RealDate = Date;

/** What the clock is off by: it changes every 700 ms. */
const offset = () => [0, HOUR_MS, -2 * HOUR_MS][Math.floor((now() - began) / 700) % 3];

globalThis.Date = class extends RealDate {
  constructor(...given) {
    if (given.length === 0) super(now() + offset());
    else super(...given);
  }

  static now() {
    return now() + offset();
  }
};
