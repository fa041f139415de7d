import { permissionTests } from '../../fixtures';

permissionTests('analytics');
