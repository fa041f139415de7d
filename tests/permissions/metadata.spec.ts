import { permissionTests } from '../../fixtures';

permissionTests('metadata');
