import type { Distribution, JobIdentity, JobResources, JobService, QueueSettings } from './command-job-spec.ts'
import { boolean, enumeration, freeMap, integer, list, string } from '../format/fields.ts'
import { object, tagged } from '../format/objects.ts'

/** Groups of keys that command jobs and sweep jobs have alike. */

export const resourcesField = object<JobResources>({
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

export const distributionField = tagged<Distribution>({
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

export const identityField = tagged<JobIdentity>({
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
  properties: { type: freeMap(), doc: 'Further settings of the service.' },
}

export const serviceField = tagged<JobService>({
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

export const queueSettingsField = object<QueueSettings>({
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
