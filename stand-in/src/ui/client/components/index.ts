export { Button, ErrorBox, IconButton } from './button';
export { Loaded, type Loading, useLoad, useSubmit } from './hooks';
export { Icon, IconLabel } from './icon';
export { Dropdown, Menu, MenuBox, MenuItem, MenuLink, Popup } from './menu';
export { Tabs } from './tabs';
export { attempt, toast, Toasts } from './toasts';
