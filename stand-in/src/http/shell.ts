import { readFileSync } from 'node:fs';
import { html, raw } from 'hono/html';
import type { MiddlewareHandler } from 'hono';
import type { Env } from './app';

type Fragment = ReturnType<typeof html>;

/** In the page itself, for it also is for people whom every other address sends elsewhere. */
const PLAIN_STYLE = raw(
  `<style>${readFileSync(new URL('../ui/plain.css', import.meta.url), 'utf8')}</style>`,
);

function frame(title: string, head: Fragment, content: Fragment): Fragment {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <link rel="icon" href="data:," />
        <title>${title} | stand-in for Mathesar</title>
        ${head}
      </head>
      <body>
        ${content}
        <footer>A stand-in for Mathesar, made for tests.</footer>
      </body>
    </html>`;
}

/** The frame of a page that the server writes. Title and footer say plainly that this is no Mathesar. */
export function shell(title: string, content: Fragment): Fragment {
  return frame(title, PLAIN_STYLE, html`<main>${content}</main>`);
}

/**
 * The frame of a page that the script draws.
 * @param version part of the script's and the style sheet's addresses, so that a browser may keep them
 * @param data what the page is told, as JSON. `<` is written as an escape: no value can end the script element
 * @param broken a script that breaks the page; none on an unbroken install
 */
export function application(version: string, data: unknown, broken: string): Fragment {
  const json = JSON.stringify(data).replaceAll('<', '\\u003c');
  return frame(
    'Mathesar',
    html`<link rel="stylesheet" href="/static/app.css?v=${version}" />
      <script type="module" src="/static/app.js?v=${version}"></script>`,
    html`<div id="app"><noscript>These pages need JavaScript.</noscript></div>
      ${raw(`<script id="common-data" type="application/json">${json}</script>`)}${broken ? raw(`<script>${broken}</script>`) : ''}`,
  );
}

const NOTICE =
  '<p class="demo-notice" role="note">Demo: everybody has a database of their own here, and it may be removed any day.</p>';

/** Says on every page, in its title and above all that is on it, that the install is a demo. */
export function demoNotice(): MiddlewareHandler<Env> {
  return async (c, next) => {
    await next();
    if (!c.res.headers.get('content-type')?.startsWith('text/html')) return;
    const page = await c.res.text();
    const { status, headers } = c.res;
    const body = page.replace('</title>', ' | Demo</title>').replace('<body>', `<body>${NOTICE}`);
    c.res = new Response(body, { status, headers });
  };
}
