import { permissionTests } from '../../fixtures';

permissionTests('stored-roles');
