import { permissionTests } from '../../fixtures';

permissionTests('explorations');
