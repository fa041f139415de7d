import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { commonData, useContentOnly } from '../../common-data';
import { MenuLink, attempt, toast } from '../../components';
import { ActionDialog, useClose } from '../../components/dialog';
import { Help } from '../../components/field';
import { navigate } from '../../navigation';
import { DatabaseFrame } from '../database/database-frame';

interface FrameProps {
  title: string;
  /** What the page is for; beside the title. */
  action?: ComponentChildren;
  children: ComponentChildren;
}

/** The settings of a database: the list of its pages and one of them. */
export function SettingsFrame({ title, action, children }: FrameProps) {
  const base = `/db/${String(commonData.current_database)}/`;
  const contentOnly = useContentOnly();
  useEffect(() => {
    if (contentOnly) navigate(`${base}schemas/`, { replace: true });
  }, [contentOnly, base]);
  if (contentOnly) return null;
  return (
    <DatabaseFrame active="settings">
      <div class="with-sidebar">
        <aside>
          <div role="menu" class="menu">
            <div class="menu-heading">In PostgreSQL</div>
            <MenuLink label="Roles" href={`${base}settings/roles/`} />
            <div class="menu-heading">In Mathesar</div>
            <MenuLink label="Stored Roles" href={`${base}settings/role-configuration/`} />
            <MenuLink label="Collaborators" href={`${base}settings/collaborators/`} />
          </div>
        </aside>
        <main>
          <div class="bar">
            <div class="title">
              {title} <Help />
            </div>
            {action}
          </div>
          {children}
        </main>
      </div>
    </DatabaseFrame>
  );
}

/** A list under its headings; each row brings a cell for each of them. */
export function SettingsTable({
  heads,
  children,
}: {
  heads: readonly string[];
  children: ComponentChildren;
}) {
  return (
    <div class="grid" style={{ '--columns': heads.length }}>
      {heads.map((head) => (
        <div key={head} class="head">
          {head}
        </div>
      ))}
      {children}
    </div>
  );
}

interface RemoveDialogProps {
  title: string;
  proceed: string;
  remove: () => Promise<unknown>;
  /** What the note says afterwards. */
  done: string;
  refresh: () => Promise<void>;
  children: ComponentChildren;
}

/** Asks, then removes. It closes before the answer: a refusal shows as a note on the page. */
export function RemoveDialog({ remove, done, refresh, ...dialog }: RemoveDialogProps) {
  const close = useClose();
  const action = () => {
    close();
    return attempt(async () => {
      await remove();
      toast.success(done);
      await refresh();
    });
  };
  return <ActionDialog {...dialog} action={action} danger />;
}

/** A tick; its counterpart is nothing. */
export function Yes() {
  return (
    <span role="img" aria-label="Yes" class="yes">
      ✓
    </span>
  );
}
