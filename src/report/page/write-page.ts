import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { RunRecord } from '../../record/schema';
import { bundlePage } from './bundle';
import { PER_PACK } from './data';
import { pageDataOf, type Beside } from './page-data';

/**
 * The matrix page: one HTML file with all that it needs, but for screenshots, which stay in their folder beside it.
 *
 * Everything from the record is packed (gzip, base64), so no text of it is ever read as HTML, and the page's policy lets no
 * other script run and nothing be loaded from a network.
 */
export function writePage(record: RunRecord, beside: Beside): string {
  const { script, style } = bundlePage();
  const { index, details } = pageDataOf(record, beside);
  const packs = Array.from({ length: Math.ceil(details.length / PER_PACK) }, (_, n) =>
    pack(details.slice(n * PER_PACK, (n + 1) * PER_PACK)),
  );
  const policy = [
    "default-src 'none'",
    `script-src '${hashOf(script)}'`,
    `style-src '${hashOf(style)}'`,
    "img-src 'self' file:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    '<meta name="referrer" content="no-referrer">',
    '<title>What each role may do</title>',
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    '<noscript>This page needs JavaScript. The same is in matrix.md and matrix.csv beside it.</noscript>',
    '<div id="page"></div>',
    ...[pack(index), ...packs].map((data) => `<script type="text/plain" data-pack>${data}</script>`),
    `<script>${script}</script>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

const pack = (data: unknown): string => gzipSync(JSON.stringify(data), { level: 6 }).toString('base64');

/** As a content security policy names a text of its page. */
const hashOf = (text: string): string => `sha256-${createHash('sha256').update(text).digest('base64')}`;
