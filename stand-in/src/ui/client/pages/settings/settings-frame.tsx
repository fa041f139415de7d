import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { ErrorBox, Help, type Loading } from '../../components/index';
import { commonData } from '../../common-data';
import { navigate } from '../../navigation';
import { DatabaseFrame, useContentOnly } from '../database/database-frame';

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
            <a class="menu-item" href={`${base}settings/roles/`}>
              Roles
            </a>
            <div class="menu-heading">In Mathesar</div>
            <a class="menu-item" href={`${base}settings/role-configuration/`}>
              Stored Roles
            </a>
            <a class="menu-item" href={`${base}settings/collaborators/`}>
              Collaborators
            </a>
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

/** What was loaded, or why it was not. */
export function Loaded<T>({
  loading,
  onRetry,
  children,
}: {
  loading: Loading<T>;
  onRetry: () => Promise<void>;
  children: (data: T) => ComponentChildren;
}) {
  if (loading.state === 'loading') return <div class="soft">Loading…</div>;
  if (loading.state === 'failure')
    return <ErrorBox message={loading.message} onRetry={() => void onRetry()} />;
  return <>{children(loading.data)}</>;
}

/** A tick; its counterpart is nothing. */
export function Yes() {
  return (
    <span role="img" aria-label="Yes" class="yes">
      ✓
    </span>
  );
}
