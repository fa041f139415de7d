import { mkdtempSync } from 'node:fs';
import { growth } from './growth';
const folder = mkdtempSync('/tmp/bench-t-');
console.log(JSON.stringify(await growth.measure('quick', { folder, say: console.log }), null, 1));
