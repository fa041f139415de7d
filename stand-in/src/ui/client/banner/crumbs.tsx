import { type ComponentChildren, createContext } from 'preact';
import { createPortal } from 'preact/compat';
import { useContext } from 'preact/hooks';

/** The place in the banner where a page puts what comes after database and schema. */
export const CrumbSlot = createContext<HTMLElement | null>(null);

/** Adds to the way that the banner shows; rendered by a page, shown in the banner. */
export function Crumbs({ children }: { children: ComponentChildren }) {
  const slot = useContext(CrumbSlot);
  return slot ? createPortal(children, slot) : null;
}

/** The whole way to a page that is one step from what the banner shows. */
export function PageCrumb({ href, label }: { href: string; label: string }) {
  return (
    <Crumbs>
      <Crumb href={href}>{label}</Crumb>
    </Crumbs>
  );
}

/** One step of the way. */
export function Crumb({ href, children }: { href: string; children: ComponentChildren }) {
  return (
    <a class="crumb" href={href}>
      {children}
    </a>
  );
}
