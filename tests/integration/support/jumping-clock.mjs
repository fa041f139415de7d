// Preloaded into a process: as soon as the file that JUMPS_WITH names is there, its clock jumps an hour ahead, then
// three hours back, and so on.

import { existsSync } from 'node:fs';

const HOUR_MS = 3_600_000;
const { now } = Date;
const RealDate = Date;
let [jumps, offset] = [0, 0];

setInterval(() => {
  if (!existsSync(process.env.JUMPS_WITH ?? '')) return;
  jumps += 1;
  offset = [0, HOUR_MS, -2 * HOUR_MS][jumps % 3];
}, 500).unref();

globalThis.Date = class extends RealDate {
  constructor(...given) {
    if (given.length === 0) super(now() + offset);
    else super(...given);
  }

  static now() {
    return now() + offset;
  }
};
