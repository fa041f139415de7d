/** An account as the endpoint returns it. */
export interface UserInfo {
  id: number;
  username: string;
  is_superuser: boolean;
  email: string;
  full_name: string;
  display_language: string;
}

/** What users may change of their own accounts. */
export interface OwnUserData {
  username: string;
  email: string;
  full_name: string;
  display_language: string;
}

/** A new account. */
export interface UserDef {
  username: string;
  password: string;
  is_superuser: boolean;
  email?: string;
  full_name?: string;
  display_language?: string;
}

/** `users` methods. */
export interface UsersMethods {
  'users.list': { params: Record<string, never>; result: UserInfo[] };
  'users.get': { params: { user_id: number }; result: UserInfo };
  'users.add': { params: { user_def: UserDef }; result: UserInfo };
  'users.delete': { params: { user_id: number }; result: null };
  'users.patch_self': { params: OwnUserData; result: UserInfo };
  'users.patch_other': {
    params: OwnUserData & { user_id: number; is_superuser: boolean };
    result: UserInfo;
  };
  'users.password.replace_own': { params: { old_password: string; new_password: string }; result: null };
  'users.password.revoke': { params: { user_id: number; new_password: string }; result: null };
}
