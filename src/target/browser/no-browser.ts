import { missingLibraries } from './missing-libraries';
import { messageOf } from '../message';

/** Path of a Chrome or Chromium that takes precedence over all others. */
export const BROWSER_VARIABLE = 'QA_PLAN_BROWSER';

/** No browser was found, or the one that was found can not be used. The message lists ways out. */
export class NoBrowser extends Error {}

/** The last lines of a message, with what to type. */
export const WAYS_OUT = [
  'One of these helps:',
  '  npx playwright install chromium               Playwright’s browser',
  '  sudo npx playwright install-deps chromium     libraries and fonts (Debian, Ubuntu)',
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
  const named = env[BROWSER_VARIABLE] === program ? ` (${BROWSER_VARIABLE})` : '';
  return new NoBrowser(`The browser ${program}${named} can not start: ${reason}\n${WAYS_OUT}`);
}

/** What the browser printed on standard error, at best on its end; what Playwright says when there is none. */
function reasonIn(message: string): string {
  for (const line of [/\[err\] (.*FATAL.*)/, /\[err\] (.+)/, /Failed to launch: (?:Error: )?(.+)/]) {
    const [, reason] = line.exec(message) ?? [];
    if (reason !== undefined) return reason;
  }
  return message.split('\n')[0] ?? message;
}
