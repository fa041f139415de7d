import { permissionTests } from '../../fixtures';

permissionTests('tables');
