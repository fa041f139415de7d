/** An address was opened without loading the page. */
const NAVIGATED = 'qa-plan:navigated';

/** Opens an address of the pages without loading the page. */
export function navigate(path: string, { replace = false } = {}): void {
  history[replace ? 'replaceState' : 'pushState'](null, '', path);
  dispatchEvent(new Event(NAVIGATED));
}

/** Calls back whenever the address changed; returns the way to stop that. */
export function onNavigate(callback: () => void): () => void {
  addEventListener(NAVIGATED, callback);
  addEventListener('popstate', callback);
  return () => {
    removeEventListener(NAVIGATED, callback);
    removeEventListener('popstate', callback);
  };
}

/** Addresses that the server answers itself. */
const SERVER_SIDE = /^\/(api|auth|static|files|info)\//;

/** Makes plain links open pages without loading them, as the real program does. */
export function interceptLinks(): void {
  document.addEventListener('click', (event) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey)
      return;
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (!link || link.target || link.origin !== location.origin || SERVER_SIDE.test(link.pathname)) return;
    event.preventDefault();
    navigate(link.pathname + link.search + link.hash);
  });
}
