import { permissionTests } from '../../fixtures';

permissionTests('collaborators');
