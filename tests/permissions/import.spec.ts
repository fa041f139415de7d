import { permissionTests } from '../../fixtures';

permissionTests('import');
