import { permissionTests } from '../../fixtures';

permissionTests('records');
