import { useState } from 'preact/hooks';
import { currentDatabase, currentSchema, titleOf, useCommonData } from '../common-data';
import { Button, Dropdown, ErrorBox, Icon, IconLabel, Menu, MenuLink, toast, useSubmit } from '../components';
import { Select, TextInput } from '../components/field';
import { schemaPath } from '../content/shared/addresses';
import { rpc } from '../rpc';
import { Crumb } from './crumbs';
import { ContentSwitcher, DatabaseSwitcher, SchemaSwitcher } from './switchers';

/** The top of every page for people with an account: where they are, and their menu. */
export function Banner({ crumbs }: { crumbs: (slot: HTMLElement | null) => void }) {
  useCommonData();
  const database = currentDatabase();
  const schema = currentSchema();
  return (
    <header class="banner">
      <div class="row">
        <a class="home-link row" href="/">
          <svg class="logo" viewBox="0 0 16 16" role="img">
            <path d="M2 13V4l6 5 6-5v9" />
          </svg>
          <span role="img" aria-label="Mathesar">
            stand-in
          </span>
        </a>
        <DatabaseSwitcher />
        {database ? (
          <>
            <Crumb href={`/db/${String(database.id)}/`}>{titleOf(database)}</Crumb>
            <SchemaSwitcher />
          </>
        ) : null}
        {database && schema ? (
          <>
            <Crumb href={schemaPath()}>{schema.name}</Crumb>
            <ContentSwitcher />
          </>
        ) : null}
        <span class="row" ref={crumbs} />
      </div>
      <div class="row">
        <Dropdown trigger={<IconLabel icon="feedback" label="Feedback" />}>
          {(close) => <FeedbackForm close={close} />}
        </Dropdown>
        <UserMenu />
      </div>
    </header>
  );
}

function FeedbackForm({ close }: { close: () => void }) {
  const [message, setMessage] = useState('');
  const { submit, busy, error } = useSubmit(
    () => rpc('analytics.upload_feedback', { message }),
    () => {
      toast.success('Thank you. The stand-in keeps your words to itself.');
      close();
    },
  );
  const empty = message.trim() === '';
  return (
    <div class="menu small-form">
      <div>We'd love to hear from you! Nothing you write here leaves the stand-in.</div>
      <TextInput rows={5} value={message} onInput={setMessage} />
      <div class="buttons">
        <Button label="Clear" onClick={() => setMessage('')} />
        <Button label="Send Feedback" variant="primary" disabled={busy || empty} onClick={submit} />
      </div>
      <ErrorBox message={error} />
    </div>
  );
}

const THEMES = ['System', 'Light'].map((label) => ({ value: label, label }));

/** The account's menu, at the end of the banner. As in the real program its button has no name. */
function UserMenu() {
  const { user } = useCommonData();
  const [theme, setTheme] = useState('System');
  const trigger = (
    <>
      <Icon name="user" />
      <Icon name="chevron" />
    </>
  );
  return (
    <Menu trigger={trigger} variant="secondary">
      <div class="menu-heading">Signed in as</div>
      <MenuLink label={user.username} href="/profile/" icon="user" />
      {user.is_superuser ? <MenuLink label="Administration" href="/administration/" /> : null}
      <div class="menu-heading">Theme</div>
      <Select options={THEMES} value={theme} onChange={setTheme} />
      <div class="menu-heading">Resources</div>
      <MenuLink label="User Guide" href="https://docs.mathesar.org/user-guide/" target="_blank" />
      <MenuLink label="Community" href="https://mathesar.org/community" target="_blank" />
      <MenuLink label="Donate to Mathesar" href="https://mathesar.org/donate" target="_blank" />
      <MenuLink label="Log Out" href="/auth/logout/" />
    </Menu>
  );
}
