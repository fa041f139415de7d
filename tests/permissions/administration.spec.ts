import { permissionTests } from '../../fixtures';

permissionTests('administration');
