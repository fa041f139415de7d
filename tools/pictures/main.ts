import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readRecord, RECORD_FILE, RecordError } from '../../src/record/read';
import { Browsing } from '../../src/target/browser/browsing';
import { PICTURES } from './pictures';

/**
 * Makes the pictures of the documentation from the record of a real run: `npm run pictures`, or
 * `npm run pictures -- other/run.json`. The comment is that of a second run, with mistakes, held against it.
 */
async function main([file = RECORD_FILE]: readonly string[]): Promise<void> {
  const record = readRecord(file);
  const browsing = new Browsing('http://127.0.0.1');
  const folder = mkdtempSync(path.join(tmpdir(), 'qa-plan-pictures-'));
  try {
    const browser = await browsing.browser();
    for (const [name, { size, show }] of Object.entries(PICTURES)) {
      const page = await browser.newPage({
        ...{ viewport: size, deviceScaleFactor: 1.5, colorScheme: 'light', reducedMotion: 'reduce' },
      });
      const part = await show(page, record, folder);
      mkdirSync(path.dirname(name), { recursive: true });
      const { length } = await (part ?? page).screenshot({ path: name });
      await page.close();
      console.log(`${name}  ${String(Math.ceil(length / 1000))} kB`);
    }
  } finally {
    await browsing.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

await main(process.argv.slice(2)).catch((error: unknown) => {
  if (!(error instanceof RecordError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
});
