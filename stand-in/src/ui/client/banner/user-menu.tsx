import { useState } from 'preact/hooks';
import { Icon, Menu, MenuLink, Select } from '../components/index';
import { useCommonData } from '../common-data';

const THEMES = ['System', 'Light'].map((label) => ({ value: label, label }));

/** The account's menu, at the end of the banner. As in the real program its button has no name. */
export function UserMenu() {
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
      <MenuLink href="/profile/" icon="user">
        {user.username}
      </MenuLink>
      {user.is_superuser ? <MenuLink href="/administration/">Administration</MenuLink> : null}
      <div class="menu-heading">Theme</div>
      <Select options={THEMES} value={theme} onChange={setTheme} />
      <div class="menu-heading">Resources</div>
      <MenuLink href="https://docs.mathesar.org/user-guide/" target="_blank">
        User Guide
      </MenuLink>
      <MenuLink href="https://mathesar.org/community" target="_blank">
        Community
      </MenuLink>
      <MenuLink href="https://mathesar.org/donate" target="_blank">
        Donate to Mathesar
      </MenuLink>
      <MenuLink href="/auth/logout/">Log Out</MenuLink>
    </Menu>
  );
}
