import type { Install } from '../install';
import type { Fault } from './fault';

type HandMade = Omit<Fault, 'kind' | 'method'>;

/** Stands for the name of the button. */
export const BUTTON = 'Delete Record';

/** Ways to show a button so that a person does not see it at once, or not as what it is. */
export const WAYS: Record<string, { what: string; html: string }> = {
  'without-size': {
    what: 'has no size',
    html: button('width:0;height:0;padding:0;border:0;overflow:hidden'),
  },
  'off-screen': { what: 'is off the screen', html: button('position:absolute;left:-9999px') },
  transparent: { what: 'is transparent', html: button('opacity:0') },
  'on-hover': {
    what: 'is shown when the content is pointed at',
    html: `<style>.odd{display:none}main:hover .odd{display:block}</style>${button('', 'class="odd"')}`,
  },
  covered: {
    what: 'is under something else',
    html: `<div style="position:relative">${button('')}<div style="position:absolute;inset:0;background:white"></div></div>`,
  },
  'for-a-moment': { what: 'is shown for a moment', html: button('', 'data-odd="withdrawn"') },
  renamed: { what: 'has another name', html: button('').replace(BUTTON, 'Remove this') },
  'as-text': {
    what: 'is no button, but hears of clicks',
    html: '<span data-odd="listens">Delete this</span>',
  },
};

function button(style: string, more = ''): string {
  return `<button type="button" style="${style}" ${more}>${BUTTON}</button>`;
}

/** A script that puts something into the content of each page of an address that a user opens, once it is shown. */
export const adding = (path: RegExp, username: RegExp, into: string, html: string) => `(() => {
  const { user } = JSON.parse(document.getElementById('common-data').textContent);
  if (!user || !${String(path)}.test(location.pathname) || !${String(username)}.test(user.username)) return;
  const add = () => {
    const place = document.querySelector(${JSON.stringify(into)});
    if (!place || place.querySelector('.odd-place') || document.querySelector('main h1')?.textContent === 'Error') return;
    const odd = document.createElement('div');
    odd.className = 'odd-place';
    odd.innerHTML = ${JSON.stringify(html)};
    place.append(odd);
    odd.querySelector('[data-odd=listens]')?.addEventListener('click', () => undefined);
    if (odd.querySelector('[data-odd=withdrawn]')) requestAnimationFrame(() => odd.replaceChildren());
  };
  new MutationObserver(add).observe(document, { childList: true, subtree: true });
})()`;

const put = (name: string, what: string, script: string): HandMade => ({
  ...{ name, what },
  apply: (install: Install) => {
    install.pageScript = script;
  },
  mend: (install: Install) => {
    install.pageScript = '';
  },
});

/** Addresses of pages of records. */
export const RECORD = /^\/db\/\d+\/schemas\/\d+\/tables\/\d+\/[^/]+\/?$/;

/** Faults of pages made by hand: what they offer, the methods refuse as before. */
export const PAGE_FAULTS: readonly HandMade[] = [
  put(
    'administration-for-everybody',
    'the menu of every user leads to the administration',
    adding(
      /^/,
      /(?<!admin)$/,
      '[role=menu]:has([href="/auth/logout/"])',
      '<a href="/administration/">Administration</a>',
    ),
  ),
  ...Object.entries(WAYS).map(([way, { what, html }]) =>
    put(
      `delete-record-${way}`,
      `Delete Record on the page of a record, for viewers, ${what}`,
      adding(RECORD, /_viewer$/, 'main', html),
    ),
  ),
];
