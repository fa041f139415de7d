import { mkdtempSync } from 'node:fs';
import { overhead } from './overhead/overhead';
const folder = mkdtempSync('/tmp/bench-t-');
console.log(JSON.stringify(await overhead.measure('quick', { folder, say: console.log }), null, 1));
