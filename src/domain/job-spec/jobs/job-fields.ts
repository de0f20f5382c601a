import { inputKeyRule } from '../../names.ts'
import type { JobBase, JobRun } from './command-job-spec.ts'
import { environmentField } from '../assets/environment-fields.ts'
import { map, nullable, string } from '../format/fields.ts'
import { jobInput, jobOutput } from './job-data-fields.ts'
import { distributionField, identityField, queueSettingsField, resourcesField, serviceField } from './job-parts.ts'
import type { Fields } from '../format/objects.ts'

/** Keys that command jobs and sweep jobs share, in the groups in which a file has them one after another. */

const tagsField = map(nullable(string()))

/** What the job is called and filed under. */
export const labelFields: Fields<
  Pick<JobBase, 'name' | 'displayName' | 'experimentName' | 'description' | 'tags' | 'properties'>
> = {
  name: { type: string(), doc: 'Id of the job, unique in its workspace for ever. Left out, one is made up.' },
  displayName: { type: string(), doc: 'What people see; need not be unique. Left out, the name.' },
  experimentName: { type: string(), doc: 'Heading the job is filed under.', default: 'Default' },
  description: { type: string(), doc: 'Notes on the job, in Markdown.' },
  tags: { type: tagsField, doc: 'Labels to find the job by. They can change later.' },
  properties: { type: tagsField, doc: 'Facts about the job. They can be added to later, but not changed.' },
}

/** What is run, and how. */
export const runFields: Fields<JobRun> = {
  command: {
    type: string({ examples: ['python main.py --data ${{inputs.data}}'] }),
    required: true,
    doc: 'The shell command, run in the code folder. `${{inputs.NAME}}` and `${{outputs.NAME}}` are replaced by values and paths.',
  },
  code: {
    type: string({ examples: ['./src'] }),
    doc: 'Folder (or file) that is uploaded and becomes the working folder of the command.',
  },
  environment: {
    type: environmentField,
    required: true,
    doc: 'The software the command runs in: a registered environment, or an image given right here.',
  },
  environmentVariables: {
    type: map(string()),
    doc: 'Variables for the command. Values must be text: put numbers in quotes.',
  },
  resources: { type: resourcesField, doc: 'Nodes, VM size and container settings.' },
  distribution: {
    type: distributionField,
    doc: 'How processes are started when the job runs on several nodes or GPUs.',
  },
}

/** Where it runs, and on which data. */
export const targetFields: Fields<Pick<JobBase, 'compute' | 'inputs' | 'outputs'>> = {
  compute: {
    type: string({ examples: ['azureml:cpu-cluster'] }),
    doc: 'Compute target the job runs on, e.g. `azureml:cpu-cluster`. Left out, serverless compute.',
  },
  inputs: {
    type: map(jobInput, { keys: inputKeyRule, snippets: [{ label: 'input', body: { '${1:name}': '$2' } }] }),
    doc: 'Values and data for the command, used as `${{inputs.NAME}}`.',
  },
  outputs: {
    type: map(jobOutput, {
      keys: inputKeyRule,
      snippets: [{ label: 'output', body: { '${1:name}': { type: 'uri_folder' } } }],
    }),
    doc: 'Places the command writes to, used as `${{outputs.NAME}}`.',
  },
}

/** Who it acts as, and what is around it. */
export const accessFields: Fields<Pick<JobBase, 'identity' | 'services' | 'queueSettings'>> = {
  identity: { type: identityField, doc: 'Who the job acts as when it reads data.' },
  services: { type: map(serviceField), doc: 'Interactive services that run beside the command.' },
  queueSettings: { type: queueSettingsField, doc: 'Tier and priority on shared capacity.' },
}

/** Keys that `az ml job show` prints and `az ml job create` drops. */
export const readOnlyJobKeys = ['id', 'status', 'creation_context', 'log_files', 'parameters']
