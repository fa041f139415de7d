import type { UserInfo } from './users';

/** A user who may use a database, and the stored role that they use. */
export interface CollaboratorInfo {
  id: number;
  user_id: number;
  database_id: number;
  configured_role_id: number;
  user_info: UserInfo;
}

/** `collaborators` methods. */
export interface CollaboratorsMethods {
  'collaborators.list': { params: { database_id: number }; result: CollaboratorInfo[] };
  'collaborators.add': {
    params: { database_id: number; user_id: number; configured_role_id: number };
    result: CollaboratorInfo;
  };
  'collaborators.delete': { params: { collaborator_id: number }; result: null };
  'collaborators.set_role': {
    params: { collaborator_id: number; configured_role_id: number };
    result: CollaboratorInfo;
  };
}
