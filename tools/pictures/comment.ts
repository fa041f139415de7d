import { micromark } from 'micromark';
import { lockOf } from '../../src/lock/lock';
import type { RunRecord } from '../../src/record/schema';
import { storyOf } from '../../src/report/comment/story';
import { writeComment } from '../../src/report/comment/write-comment';

/** About as a comment looks on the web; the page is a frame for it and has nothing else. */
const STYLE = `
  body { margin: 0; background: #fff; color: #1f2328; font: 14px/1.5 'DejaVu Sans', 'Open Sans', sans-serif; }
  article { margin: 12px; border: 1px solid #d1d9e0; border-radius: 6px; }
  header { padding: 8px 16px; background: #f6f8fa; border-bottom: 1px solid #d1d9e0; color: #59636e; }
  header b { color: #1f2328; }
  section { padding: 4px 16px 8px; }
  code { background: #eff1f3; border-radius: 6px; padding: .15em .4em; font-size: 85%; }
  a { color: #0969da; text-decoration: none; }
  li { margin: 6px 0; }
`;

/**
 * @param before of the base
 * @param after of the pull request, which may have tried a part of the plan only
 * @returns a page in HTML with the comment that the pull request gets
 */
export function commentOf(before: RunRecord, after: RunRecord): string {
  const lock = lockOf(after);
  const text = writeComment(storyOf(lockOf(before), lock, { uncovered: after.run.uncovered, tried: true }), {
    after: lock,
    web: { server: 'https://github.com', repository: 'owner/name' },
    commit: after.run.commit,
  });
  const html = micromark(text, {
    // Its own: what the plan or an install says is escaped in it.
    allowDangerousHtml: true,
  });
  return `<style>${STYLE}</style><article><header><b>qa-plan</b> commented</header><section>${html}</section></article>`;
}
