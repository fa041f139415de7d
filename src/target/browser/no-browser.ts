import { missingLibraries } from './missing-libraries';
import { messageOf } from '../message';

/** Path of a Chrome or Chromium that takes precedence over all others. */
export const BROWSER_VARIABLE = 'QA_PLAN_BROWSER';

/** No browser was found, or the one that was found can not be used. The message lists ways out. */
export class NoBrowser extends Error {}

/** The last lines of a message, with what to type. */
export const WAYS_OUT = [
  'One of these helps:',
  '  npx playwright install --with-deps chromium   Playwright’s browser, with libraries and fonts (Debian, Ubuntu)',
  '  sudo apt-get install chromium                 a system browser (or any other Chrome)',
  `  ${BROWSER_VARIABLE}=/path/to/chrome               a browser in another place`,
  '  npx playwright test --grep @api               the cells of the API, which need no browser',
].join('\n');

/**
 * Says why a browser did not start.
 * @param program its path
 * @param error what Playwright threw, with the browser's own output in its message
 */
export function cannotStart(program: string, error: unknown, env: NodeJS.ProcessEnv): NoBrowser {
  const libraries = missingLibraries(program, env);
  const reason =
    libraries.length > 0 ? `the system lacks ${libraries.join(', ')}` : reasonIn(messageOf(error));
  return new NoBrowser(`The browser ${program} can not start: ${reason}\n${WAYS_OUT}`);
}

/** The first line that the browser printed on standard error; what Playwright says when there is none. */
function reasonIn(message: string): string {
  const [, printed] = /\[err\] (.+)/.exec(message) ?? [];
  const [, failed] = /Failed to launch: (?:Error: )?(.+)/.exec(message) ?? [];
  return printed ?? failed ?? message.split('\n')[0] ?? message;
}
