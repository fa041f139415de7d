import { lintFiles, workflowFiles } from './lint';

/** `npm run lint:workflows -- [files]`: prints every problem of the workflows and of action.yml; ends with 1 for any. */
const given = process.argv.slice(2);
const problems = await lintFiles(given.length > 0 ? given : workflowFiles());
for (const problem of problems) console.log(problem);
process.exitCode = problems.length > 0 ? 1 : 0;
