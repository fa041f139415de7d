import { permissionTests } from '../../fixtures';

permissionTests('data-files');
