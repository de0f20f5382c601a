import { inputKeyRule } from '../names.ts'
import type {
  CommandJobSpec,
  Distribution,
  JobIdentity,
  JobResources,
  JobService,
  QueueSettings,
} from './command-job-spec.ts'
import { boolean, enumeration, freeMap, integer, list, map, nullable, string } from './fields.ts'
import { environmentField } from './environment-fields.ts'
import { jobInput, jobOutput } from './job-data-fields.ts'
import { object, tagged } from './objects.ts'
import type { Fields } from './objects.ts'

const resources = object<JobResources>({
  fields: {
    instanceCount: { type: integer(), doc: 'Number of nodes the job runs on.', default: 1 },
    instanceType: {
      type: string({ examples: ['Standard_DS3_v2', 'Standard_NC6s_v3'] }),
      doc: 'VM size. Needed only for serverless compute; a cluster has its own.',
    },
    maxInstanceCount: { type: integer(), doc: 'Most nodes the job may grow to.' },
    shmSize: {
      type: string({ examples: ['2g', '512m'] }),
      doc: 'Size of shared memory in the container, a number and `b`, `k`, `m` or `g`.',
      default: '2g',
    },
    dockerArgs: { type: string(), doc: 'Further arguments for `docker run`, as one text.' },
    locations: { type: list(string()), doc: 'Regions the job may run in.' },
    properties: { type: freeMap(), doc: 'Settings for the compute back end, passed on as they are.' },
  },
})

const processCount = {
  processCountPerInstance: { type: integer(), doc: 'Processes started on each node, usually one for each GPU.' },
}

const distribution = tagged<Distribution>({
  aliases: { 'torch.distributed': 'pytorch' },
  variants: {
    pytorch: { doc: 'PyTorch’s own launcher; sets `MASTER_ADDR`, `RANK`, `WORLD_SIZE` …', fields: processCount },
    mpi: { doc: 'Starts the command with MPI on all nodes.', fields: processCount },
    tensorflow: {
      doc: 'Sets `TF_CONFIG` for workers and parameter servers.',
      fields: {
        workerCount: { type: integer(), doc: 'Number of workers. Left out, as many as there are nodes.' },
        parameterServerCount: { type: integer(), doc: 'Number of parameter servers.', default: 0 },
      },
    },
    ray: {
      doc: 'Starts a Ray cluster on the nodes.',
      fields: {
        port: { type: integer(), doc: 'Port of the head node.' },
        address: { type: string(), doc: 'Address of a Ray cluster that is there already.' },
        includeDashboard: { type: boolean(), doc: 'Whether the dashboard is started.' },
        dashboardPort: { type: integer(), doc: 'Port of the dashboard.' },
        headNodeAdditionalArgs: { type: string(), doc: 'Further arguments of `ray start` on the head node.' },
        workerNodeAdditionalArgs: { type: string(), doc: 'Further arguments of `ray start` on the other nodes.' },
      },
    },
  },
})

const identity = tagged<JobIdentity>({
  aliases: {
    managed_identity: 'managed',
    AMLToken: 'aml_token',
    UserIdentity: 'user_identity',
    ManagedIdentity: 'managed',
  },
  variants: {
    managed: {
      doc: 'The job acts as a managed identity of its compute.',
      fields: {
        clientId: { type: string(), doc: 'Client id of the identity, where the compute has several.' },
        objectId: { type: string(), doc: 'Object id of the identity.' },
        msiResourceId: { type: string(), doc: 'ARM id of the identity.' },
      },
    },
    aml_token: { doc: 'The job acts by the workspace’s own token. The default.', fields: {} },
    user_identity: { doc: 'The job acts as you: it reaches the data that you reach.', fields: {} },
  },
})

const serviceFields = {
  port: { type: integer(), doc: 'Port of the service inside of the container.' },
  nodes: {
    type: enumeration({ values: { all: 'On every node.' }, matchCase: true }),
    doc: '`all` starts it on every node; left out, on the first one only.',
  },
  properties: { type: map(nullable(string())), doc: 'Further settings of the service.' },
}

const service = tagged<JobService>({
  variants: {
    jupyter_lab: { doc: 'JupyterLab in the job’s container.', fields: serviceFields },
    vs_code: { doc: 'Visual Studio Code in the job’s container.', fields: serviceFields },
    ssh: {
      doc: 'A shell in the job’s container.',
      fields: { ...serviceFields, sshPublicKeys: { type: string(), doc: 'Public keys that may log in.' } },
    },
    tensor_board: {
      doc: 'TensorBoard beside the job.',
      fields: {
        ...serviceFields,
        logDir: { type: string({ examples: ['outputs/tblogs'] }), doc: 'Folder with the event files.' },
      },
    },
  },
})

const queueSettings = object<QueueSettings>({
  fields: {
    jobTier: {
      type: enumeration({
        values: {
          spot: 'Spare capacity: cheap, may be taken away.',
          basic: 'Basic tier.',
          standard: 'Dedicated capacity.',
          premium: 'Dedicated capacity that goes first.',
        },
      }),
      doc: 'Tier of serverless compute.',
    },
    priority: {
      type: enumeration({ values: { low: 'Later.', medium: 'As usual.', high: 'Sooner.' } }),
      doc: 'Place in the queue.',
    },
  },
})

export const tagsField = map(nullable(string()))

const fields: Fields<Omit<CommandJobSpec, 'restOnly'>> = {
  name: { type: string(), doc: 'Id of the job, unique in its workspace for ever. Left out, one is made up.' },
  displayName: { type: string(), doc: 'What people see; need not be unique. Left out, the name.' },
  experimentName: { type: string(), doc: 'Heading the job is filed under.', default: 'Default' },
  description: { type: string(), doc: 'Notes on the job, in Markdown.' },
  tags: { type: tagsField, doc: 'Labels to find the job by. They can change later.' },
  properties: { type: tagsField, doc: 'Facts about the job. They can be added to later, but not changed.' },
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
  resources: { type: resources, doc: 'Nodes, VM size and container settings.' },
  distribution: { type: distribution, doc: 'How processes are started when the job runs on several nodes or GPUs.' },
  limits: {
    type: object<NonNullable<CommandJobSpec['limits']>>({
      fields: {
        timeoutSeconds: {
          key: 'timeout',
          type: integer({ examples: [3600] }),
          doc: 'Seconds after which the job is ended.',
        },
      },
    }),
    doc: 'When the job has to stop.',
  },
  identity: { type: identity, doc: 'Who the job acts as when it reads data.' },
  services: { type: map(service), doc: 'Interactive services that run beside the command.' },
  queueSettings: { type: queueSettings, doc: 'Tier and priority on shared capacity.' },
}

/** The whole of a `command` YAML file. */
export const commandJobFields = object<Omit<CommandJobSpec, 'restOnly'>>({
  title: 'Command job',
  doc: 'A job that runs one command, as `az ml job create` takes it.',
  fields,
  readOnlyKeys: ['id', 'status', 'creation_context', 'log_files', 'parameters'],
  otherKeys: {
    $schema: { type: 'string', description: 'Address of the schema, for editors. The service does not see it.' },
    type: { const: 'command', description: 'Kind of the job. Left out, a command job.' },
  },
  snippets: [
    {
      label: 'command job',
      description: 'A small command job',
      body: {
        command: '${1:python main.py}',
        code: '${2:./src}',
        environment: '${3:azureml:my-env@latest}',
        compute: '${4:azureml:cpu-cluster}',
      },
    },
  ],
})
