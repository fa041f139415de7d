import { permissionTests } from '../../fixtures';

permissionTests('export');
