/** What a notice that an install is a demo contains, unless `DEMO_BANNER` sets another. */
const DEFAULT_NOTICE = 'demo';

/** Whether the reader of the plan asked for a notice, by `DEMO_BANNER`. */
export const isNoticeWanted = (banner = process.env.DEMO_BANNER): boolean =>
  banner !== undefined && banner !== '';

/** What a notice matches; case does not matter. @param banner the user's regular expression */
export const noticeOf = (banner = process.env.DEMO_BANNER): RegExp =>
  new RegExp(banner === undefined || banner === '' ? DEFAULT_NOTICE : banner, 'i');

/** Whether a page, as the server sends it, has the notice in its title or its text. */
export function hasNotice(html: string): boolean {
  const text = html.replaceAll(/<(script|style)\b.*?<\/\1>/gs, '').replaceAll(/<[^>]*>/g, ' ');
  return noticeOf().test(text);
}
