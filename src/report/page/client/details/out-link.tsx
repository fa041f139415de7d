import type { ComponentChildren } from 'preact';

/** A link out of a record: to the web or to a file beside; any other kind, such as `javascript:`, stays text. */
export function OutLink({ to, children }: { to: string | undefined; children: ComponentChildren }) {
  const isSafe = to !== undefined && /^https?:\/\/|^(?!\/\/)[^:]*(?:$|[/?#])/i.test(to);
  return isSafe ? (
    <a href={to} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  ) : (
    <>{children}</>
  );
}
