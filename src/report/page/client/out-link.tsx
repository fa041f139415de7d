import type { ComponentChildren } from 'preact';

const SAFE = ['http:', 'https:', 'file:'];

/** A link out of a record, to the web or to a file beside; any other kind, such as `javascript:`, stays text. */
export function OutLink({ to, children }: { to: string | undefined; children: ComponentChildren }) {
  return to !== undefined && SAFE.includes(protocolOf(to)) ? (
    <a href={to} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  ) : (
    <>{children}</>
  );
}

const protocolOf = (to: string): string =>
  URL.canParse(to, location.href) ? new URL(to, location.href).protocol : '';
