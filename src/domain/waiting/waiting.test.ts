import { describe, expect, test } from 'vitest'
import type { AmlComputeProperties, ComputeResource, Usage, VirtualMachineSize } from '../../api/generated/arm.ts'
import { explainWaiting } from './explain-waiting.ts'
import type { ListedRun, WaitingFacts, WaitingJob } from './facts.ts'
import { quotaMatters, waitingOn } from './waiting-cause.ts'

const at = Date.parse('2026-03-02T10:42:05Z')
const told = <T>(data: T) => ({ data, at })

const sizes: VirtualMachineSize[] = [
  { name: 'Standard_DS3_v2', family: 'standardDSv2Family', vCPUs: 4 },
  { name: 'Standard_D16s_v3', family: 'standardDSv3Family', vCPUs: 16 },
]

const usage = (type: string, name: string, currentValue: number, limit: number): Usage => ({
  id: `/subscriptions/s/usages/${name.replaceAll(' ', '_')}`,
  type: `Microsoft.MachineLearningServices/${type}/usages`,
  name: { value: name, localizedValue: name },
  currentValue,
  limit,
})
const family = (used: number, limit: number) =>
  usage('vmFamily', 'Standard DSv2 Family Cluster Dedicated vCPUs', used, limit)
const region = (used: number, limit: number) =>
  usage('dedicatedCores', 'Total Cluster Dedicated Regional vCPUs', used, limit)
const lowPriority = (used: number, limit: number) =>
  usage('lowPriorityCores', 'Total Cluster LowPriority Regional vCPUs', used, limit)

const aJob = (job: Partial<WaitingJob> = {}): WaitingJob => ({
  name: 'mine',
  status: 'Queued',
  computeName: 'one-node',
  nodes: 1,
  submittedAt: Date.parse('2026-03-02T10:40:00Z'),
  ...job,
})

type Cluster = AmlComputeProperties & { max?: number; idle?: number; running?: number; preparing?: number }

const aCluster = ({ max = 1, idle = 0, running = 0, preparing = 0, ...rest }: Cluster = {}, state = 'Succeeded') =>
  told<Pick<ComputeResource, 'properties'>>({
    properties: {
      computeType: 'AmlCompute',
      provisioningState: state,
      properties: {
        vmSize: 'STANDARD_DS3_V2',
        vmPriority: 'Dedicated',
        scaleSettings: { minNodeCount: 0, maxNodeCount: max },
        allocationState: 'Steady',
        currentNodeCount: idle + running + preparing,
        targetNodeCount: idle + running + preparing,
        nodeStateCounts: { idleNodeCount: idle, runningNodeCount: running, preparingNodeCount: preparing },
        ...rest,
      },
    },
  })

const run = (runId: string, status: string, createdTimeUtc: string, rest: Partial<ListedRun> = {}): ListedRun => ({
  runId,
  status,
  createdTimeUtc,
  ...rest,
})
const mine = run('mine', 'Queued', '2026-03-02T10:40:00Z')
const first = run('first', 'Running', '2026-03-02T10:30:00Z', {
  displayName: 'Nightly',
  startTimeUtc: '2026-03-02T10:31:00Z',
})
const second = run('second', 'Queued', '2026-03-02T10:35:00Z')
const later = run('later', 'Queued', '2026-03-02T10:41:00Z')
const onCompute = (...runs: ListedRun[]) => told({ runs, hasMore: false })

const facts = (rest: Partial<WaitingFacts> = {}): WaitingFacts => ({
  job: told(aJob()),
  wasQueued: false,
  unanswered: [],
  ...rest,
})

const story = (given: Partial<WaitingFacts>, workspaceName?: string) => {
  const all = facts(given)
  const waiting = waitingOn(all, workspaceName)
  return { kind: waiting.cause.kind, queue: waiting.queue, ...explainWaiting(waiting, all) }
}
const kinds = (actions: readonly { kind: string }[]) => actions.map(({ kind }) => kind)
const quotaError = { error: { code: 'ClusterCoreQuotaReached', message: 'No cores are left.' } }

describe('a job that waits', () => {
  type Row = [what: string, given: Partial<WaitingFacts>, kind: string, sentence: string | RegExp]

  test.each<Row>([
    [
      'was just submitted',
      { job: told(aJob({ status: 'NotStarted' })) },
      'submitted',
      /accepted the job and not begun/,
    ],
    ['is paused', { job: told(aJob({ status: 'Paused' })) }, 'paused', 'The job is paused and can go on.'],
    [
      'has its image built',
      {
        job: told(aJob({ status: 'Preparing' })),
        logs: told(['azureml-logs/20_image_build_log.txt']),
        compute: aCluster(),
      },
      'image',
      'The image of the job’s environment is being built.',
    ],
    [
      'is prepared and has no build log',
      { job: told(aJob({ status: 'Preparing' })), logs: told(['user_logs/std_log.txt']) },
      'image',
      /built or pulled. The service does not say which/,
    ],
    [
      'is prepared after the queue, with the log of a build that is over',
      {
        job: told(aJob({ status: 'Preparing' })),
        wasQueued: true,
        logs: told(['azureml-logs/20_image_build_log.txt']),
      },
      'settingUp',
      /its nodes are being set up/,
    ],
    ['starts after the queue', { job: told(aJob({ status: 'Starting' })), wasQueued: true }, 'settingUp', /set up/],
    ['starts before it', { job: told(aJob({ status: 'Starting' })) }, 'submitted', /not begun/],
    [
      'has a compute that is gone',
      { unanswered: [{ source: 'compute', why: 'missing' }] },
      'computeMissing',
      'The compute one-node is not there any more, so the job cannot start on it.',
    ],
    ['has a compute being deleted', { compute: aCluster({}, 'Deleting') }, 'computeDeleting', /is being deleted/],
    ['has a compute being created', { compute: aCluster({}, 'Creating') }, 'computeChanging', /is being created/],
    ['has a compute being changed', { compute: aCluster({}, 'Updating') }, 'computeChanging', /is being updated/],
    ['has a compute that failed', { compute: aCluster({}, 'Failed') }, 'computeFailed', /its state is “Failed”/],
    [
      'is on another kind of compute',
      { compute: told({ properties: { computeType: 'Kubernetes' } }) },
      'otherCompute',
      /a compute of kind Kubernetes/,
    ],
    [
      'is serverless',
      { job: told(aJob({ computeName: undefined, instanceType: 'Standard_NC6s_v3', tier: 'Spot' })) },
      'serverless',
      /serverless compute of size Standard_NC6s_v3 \(tier Spot\)/,
    ],
    [
      'is serverless, with words of the service',
      { job: told(aJob({ computeName: undefined })), queueing: told({ message: '1 job is ahead.' }) },
      'serverless',
      'The job waits for serverless compute. The service says: “1 job is ahead.”',
    ],
    [
      'is on a cluster that may have no node',
      { compute: aCluster({ max: 0 }), onCompute: onCompute(first, mine) },
      'noNodesAllowed',
      'The cluster one-node may not have any nodes: its maximum is 0.',
    ],
    [
      'asks for more nodes than there can be',
      { job: told(aJob({ nodes: 4 })), compute: aCluster({ max: 2 }) },
      'moreThanMax',
      'The job asks for 4 nodes at once, and the cluster one-node may have 2 at most.',
    ],
    [
      'waits for nodes that come',
      {
        compute: aCluster({ max: 2, allocationState: 'Resizing', currentNodeCount: 0, targetNodeCount: 2 }),
        onCompute: onCompute(mine),
      },
      'allocating',
      'Nodes of one-node are being allocated: 0 of 2 are there.',
    ],
    [
      'waits for nodes that come after earlier ones did not',
      {
        compute: aCluster({
          max: 2,
          allocationState: 'Resizing',
          currentNodeCount: 0,
          targetNodeCount: 1,
          errors: [quotaError],
        }),
      },
      'allocating',
      /are being allocated/,
    ],
    [
      'waits for a node that is prepared',
      { compute: aCluster({ max: 1, preparing: 1 }), onCompute: onCompute(mine) },
      'nodesPreparing',
      '1 node of one-node is being prepared.',
    ],
    [
      'is behind two others',
      { compute: aCluster({ running: 1 }), onCompute: onCompute(first, second, mine, later) },
      'otherJobs',
      '2 jobs are ahead on one-node: “Nightly” is running and “second” is waiting.',
    ],
    [
      'is behind one other, with a compute that may not be read',
      { onCompute: onCompute(first, mine), unanswered: [{ source: 'compute', why: 'refused' }] },
      'otherJobs',
      '1 job is ahead on one-node: “Nightly” is running.',
    ],
    [
      'is behind jobs nobody may list',
      { compute: aCluster({ max: 3, running: 3 }), unanswered: [{ source: 'computeRuns', why: 'refused' }] },
      'nodesBusy',
      'All 3 nodes of one-node are busy.',
    ],
    [
      'could have a node that is free',
      { compute: aCluster({ idle: 1 }), onCompute: onCompute(mine) },
      'nodesFree',
      'one-node has 1 free node; the service has not given this job it yet.',
    ],
    [
      'is on a cluster that shrinks',
      {
        compute: aCluster({ max: 4, allocationState: 'Resizing', running: 3, targetNodeCount: 1 }),
        onCompute: onCompute(mine),
      },
      'shrinking',
      'one-node is giving nodes back: it has 3, going to 1.',
    ],
    [
      'lost low-priority nodes',
      {
        compute: aCluster({ max: 4, vmPriority: 'LowPriority', nodeStateCounts: { preemptedNodeCount: 2 } }),
        onCompute: onCompute(mine),
      },
      'lowPriorityCapacity',
      /taken 2 low-priority nodes of one-node back/,
    ],
    [
      'gets no low-priority nodes',
      {
        compute: aCluster({
          max: 4,
          vmPriority: 'LowPriority',
          errors: [
            { error: { code: 'AllocationTimedOut', message: 'Desired number of nodes could not be allocated' } },
          ],
        }),
      },
      'lowPriorityCapacity',
      /got no low-priority nodes/,
    ],
    [
      'gets no dedicated nodes',
      { compute: aCluster({ max: 4, errors: [{ error: { code: 'AllocationFailed' } }] }) },
      'capacity',
      'one-node did not get the nodes that it asked for.',
    ],
    [
      'has nodes with an error of a kind we do not know',
      {
        compute: aCluster({ max: 4, errors: [{ error: { code: 'NodeSetupTaskFailed', message: 'apt-get failed' } }] }),
      },
      'nodeError',
      'one-node reports an error of its nodes.',
    ],
    [
      'is explained by the service alone',
      { queueing: told({ message: '2 jobs are ahead of this one.' }) },
      'told',
      'The job waits for a free node. The service says: “2 jobs are ahead of this one.”',
    ],
    [
      'is explained by nobody',
      { job: told(aJob({ status: 'Hibernating' })) },
      'unknown',
      /What exactly for, the service does not say/,
    ],
  ])('that %s says so', (_, given, kind, sentence) => {
    const explained = story(given)
    expect(explained.kind).toBe(kind)
    expect(explained.sentence).toMatch(sentence)
  })
})

describe('quota', () => {
  const full = { compute: aCluster({ max: 8 }), onCompute: onCompute(mine), sizes }

  test('of the family that is used up is told with its numbers', () => {
    const { kind, sentence, actions, isStuck } = story({ ...full, usages: told([region(100, 1900), family(100, 100)]) })
    expect(kind).toBe('quota')
    expect(isStuck).toBe(true)
    expect(sentence).toBe(
      'The quota “Standard DSv2 Family Cluster Dedicated vCPUs” is used up: 100 of 100 cores are in use, and one more Standard_DS3_v2 node needs 4.',
    )
    expect(kinds(actions)).toEqual(['requestQuota', 'otherSize', 'cancel'])
  })

  test('that leaves too little room for all the nodes counts as well', () => {
    const { sentence } = story({ ...full, job: told(aJob({ nodes: 3 })), usages: told([family(90, 100)]) })
    expect(sentence).toContain(
      'leaves too little room: 90 of 100 cores are in use, and 3 more Standard_DS3_v2 nodes need 12.',
    )
  })

  test('of the region counts where that of the family has room', () => {
    const { kind, sentence } = story({ ...full, usages: told([region(24, 24), family(20, 100)]) })
    expect(kind).toBe('quota')
    expect(sentence).toContain('Total Cluster Dedicated Regional vCPUs')
  })

  test('of low priority is one for all families', () => {
    const compute = aCluster({ max: 8, vmPriority: 'LowPriority' })
    const { sentence } = story({ ...full, compute, usages: told([family(100, 100), lowPriority(98, 100)]) })
    expect(sentence).toContain('Total Cluster LowPriority Regional vCPUs')
  })

  test('of the own workspace counts, that of another does not', () => {
    const ofWorkspace: Usage = {
      ...family(8, 8),
      id: '/subscriptions/s/resourceGroups/rg/providers/Microsoft.MachineLearningServices/workspaces/ws1/usages/Standard_DSv2',
      type: 'Microsoft.MachineLearningServices/workspaces/usages',
    }
    const usages = told([family(8, 100), ofWorkspace])
    expect(story({ ...full, usages }, 'WS1').kind).toBe('quota')
    expect(story({ ...full, usages }, 'ws2').kind).toBe('unknown')
  })

  test('without a limit is none', () => {
    expect(story({ ...full, usages: told([family(500, -1)]) }).kind).toBe('unknown')
  })

  test('with room is no cause', () => {
    expect(story({ ...full, usages: told([family(96, 100), region(96, 100)]) }).kind).toBe('unknown')
  })

  test('that may not be read is told by the error of the cluster, and said to be left out', () => {
    const { kind, sentence, detail, gaps, actions } = story({
      compute: aCluster({ max: 8, errors: [quotaError] }),
      onCompute: onCompute(mine),
      unanswered: [{ source: 'usages', why: 'refused' }],
    })
    expect(kind).toBe('quota')
    expect(sentence).toBe('one-node gets no more nodes: a quota of cores is used up.')
    expect(detail).toBe('ARM says: ClusterCoreQuotaReached: No cores are left.')
    expect(gaps).toEqual(['Not known here: quota (the service refuses it to your account).'])
    expect(kinds(actions)).toEqual(['otherSize', 'cancel'])
  })

  test('is no cause of a job whose nodes are on their way already', () => {
    const compute = aCluster({ max: 8, allocationState: 'Resizing', targetNodeCount: 1 })
    expect(story({ ...full, compute, usages: told([family(100, 100)]) }).kind).toBe('allocating')
  })

  test.each([
    ['a cluster with errors', aCluster({ max: 8, errors: [quotaError] }), true],
    ['a cluster that has not grown', aCluster({ max: 8 }), true],
    ['a cluster that is full', aCluster({ max: 1, running: 1 }), false],
    ['a cluster with a free node', aCluster({ max: 8, idle: 1 }), false],
    ['a cluster that grows', aCluster({ max: 8, allocationState: 'Resizing', targetNodeCount: 2 }), false],
    ['a cluster that is being deleted', aCluster({ max: 8 }, 'Deleting'), false],
    ['another compute', told({ properties: { computeType: 'Kubernetes' as const } }), false],
  ])('is asked for where it can matter: %s', (_, compute, matters) => {
    expect(quotaMatters(aJob(), compute.data)).toBe(matters)
  })
})

describe('what a sentence rests on', () => {
  test('is each told with its source', () => {
    const { evidence } = story({
      compute: aCluster({ running: 1 }),
      onCompute: onCompute(first, mine),
      queueing: told({ message: '1 job is ahead.' }),
    })
    expect(evidence).toEqual([
      { by: 'ARM', what: 'status of the job: Queued', at },
      { by: 'ARM', what: 'one-node: 1 running of 1 node, steady', at },
      { by: 'Run history', what: '2 jobs on one-node have not ended', at },
      { by: 'Run history', what: '“1 job is ahead.”', at },
    ])
  })

  test('tells since when a cluster is growing, where the service says so', () => {
    const growing = { max: 2, allocationState: 'Resizing', targetNodeCount: 1 } as const
    const since = aCluster({ ...growing, allocationStateTransitionTime: '2026-03-02T10:41:00Z' })
    expect(story({ compute: since, onCompute: onCompute(mine) }).detail).toMatch(/^Since \d\d:\d\d:00, says ARM\.$/)
    expect(story({ compute: aCluster(growing), onCompute: onCompute(mine) }).detail).toBeUndefined()
  })

  test('leaves a cluster out that has no part in it', () => {
    const { evidence } = story({ job: told(aJob({ status: 'NotStarted' })), compute: aCluster() })
    expect(evidence).toHaveLength(1)
  })

  test('says what could not be learned', () => {
    const { gaps } = story({
      unanswered: [
        { source: 'computeRuns', why: 'silent' },
        { source: 'compute', why: 'missing' },
      ],
    })
    expect(gaps).toEqual(['Not known here: the other jobs on the compute (the service did not answer).'])
  })
})

describe('what can be done', () => {
  test('behind others: more nodes, another cluster, or none', () => {
    const { actions } = story({ compute: aCluster({ max: 2, running: 2 }), onCompute: onCompute(first, mine) })
    expect(kinds(actions)).toEqual(['raiseMax', 'otherCluster', 'cancel'])
    expect(actions[0]).toEqual({ kind: 'raiseMax', atLeast: 3 })
  })

  test('more nodes are as many as the job asks for', () => {
    const { actions } = story({ job: told(aJob({ nodes: 4 })), compute: aCluster({ max: 2 }) })
    expect(actions[0]).toEqual({ kind: 'raiseMax', atLeast: 4 })
  })

  test('more nodes are not offered for a cluster nobody could read', () => {
    expect(kinds(story({ onCompute: onCompute(first, mine) }).actions)).toEqual(['otherCluster', 'cancel'])
  })

  test('an image that is built has a log to read', () => {
    const log = 'azureml-logs/20_image_build_log.txt'
    const { actions } = story({ job: told(aJob({ status: 'Preparing' })), logs: told([log]) })
    expect(actions).toEqual([{ kind: 'imageLog', log }])
  })
})
