import { permissionTests } from '../../fixtures';

permissionTests('roles');
