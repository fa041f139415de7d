import { permissionTests } from '../../fixtures';

permissionTests('bulk-insert');
