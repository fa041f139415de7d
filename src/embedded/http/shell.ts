import { html } from 'hono/html';

type Fragment = ReturnType<typeof html>;

/** The frame of every page. Title and footer say plainly that this is no Mathesar. */
export function shell(title: string, content: Fragment): Fragment {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>${title} | embedded stand-in for Mathesar</title>
      </head>
      <body>
        <main>${content}</main>
        <footer>An embedded stand-in for Mathesar, made for tests.</footer>
      </body>
    </html>`;
}
