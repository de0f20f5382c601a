import { wholeDuration } from '../duration.ts'
import { diskFull, notThere, refused, type Cause } from './exception-rules.ts'
import type { Failure, FailureFacts } from './failure.ts'
import { splitQuote, wordsOf } from './service-words.ts'

type ServiceRule = Readonly<{
  /** Against codes as a whole. */
  code?: RegExp
  /** Against the service's own words, never against what it quotes of the job's output. */
  words?: RegExp
  cause: Cause | ((match: RegExpExecArray, facts: FailureFacts) => Cause)
}>

const preempted: Cause = {
  kind: 'preempted',
  title: 'The node was taken away',
  what: 'Azure took back a low-priority node while the job ran on it.',
  advice: 'Submit it again, from its last checkpoint where it writes some, or run it on dedicated nodes.',
  changes: [{ kind: 'dedicated' }],
}

const quota = (what: string): Cause => ({
  kind: 'quota',
  title: 'The quota does not allow this',
  what,
  advice:
    'Ask for fewer or smaller nodes, choose another VM family or region, or have the quota raised in the Azure portal.',
})

const imageBuild: Cause = {
  kind: 'image-build',
  title: 'The environment could not be built',
  what: 'The image of the environment failed to build, so the command never started.',
  advice: 'The log of the image build says which step failed.',
}

/**
 * What the service says, from the surest to the vaguest. Its texts are those of public reports, see the tests; where
 * they come from and whether they stay is nowhere promised, so none may match by a common word alone.
 */
const serviceRules: readonly ServiceRule[] = [
  {
    code: /^(?:PreemptionError|NodePreempted|JobPreempted)$/,
    words: /\bPreemptionError\b|nodes? .{0,40}\b(?:got |was |were |been )?pre-?empted/i,
    cause: preempted,
  },
  {
    code: /^(?:JobTimeout|MaxRunDurationExceeded|JobExceededTimeLimit|ExceededMaxRunDuration)$/,
    words:
      /ran longer than its limit|exceeded (?:the |its )?(?:max(?:imum)? (?:run )?duration|time limit|timeout)|\bmaxRunDurationSeconds\b.*exceeded|limits\.timeout/i,
    cause: (_, facts) => timedOut(facts),
  },
  {
    code: /^(?:QuotaExceeded|ClusterCoreQuotaReached|ClusterMinNodesExceedCoreQuota|OutOfQuota|OperationNotAllowed)$/,
    words:
      /vCPU quota of \d+ and cannot acc?omm?odate[^.]*\.?|exceeding approved .{0,60}quota|exceeding quota limits|Not enough .{0,30}quota|quota .{0,60}\b(?:reached|used up|exceeded)\b/i,
    cause: (match) => quota(sentence(match.input)),
  },
  {
    code: /^(?:AllocationFailed|OverconstrainedAllocationRequest|ZonalAllocationFailed|SkuNotAvailable|CapacityNotAvailable)$/,
    words:
      /\b(?:insufficient capacity|do(?:es)? not have (?:enough|sufficient) capacity|SkuNotAvailable|AllocationFailed)\b/i,
    cause: {
      kind: 'quota',
      title: 'Azure has no free machines of this kind',
      what: 'The region has no capacity left for the VM size right now.',
      advice: 'Try again later, or choose another VM size or region.',
    },
  },
  {
    code: /^(?:DiskFullError|DiskFull)$/,
    words: /\bDiskFullError\b|disk (?:is )?full|No space left on device/i,
    cause: diskFull,
  },
  {
    code: /^(?:OutOfMemory|OOMKilled|OutOfMemoryError)$/,
    words: /\bOOMKilled\b|ran out of memory|out-of-memory killer/i,
    cause: {
      kind: 'out-of-memory',
      title: 'Out of memory',
      what: 'The service ended the job because the node had no memory left.',
      advice: 'Load less at once, or choose a node with more memory.',
      changes: [{ kind: 'more-memory' }],
    },
  },
  {
    words: /^(?:The first \d+ jobs have failed|No trial has completed)/,
    cause: (_, { trialFailure }) => trialsFailed(trialFailure),
  },
  {
    code: /^(?:NodeLostError|NodeLost)$/,
    words: /\bNodeLostError\b/,
    cause: {
      kind: 'service',
      title: 'A node was lost',
      what: 'The service heard no more from a node that the job ran on.',
      advice: 'Submit it again. A script that takes all memory of a node can also silence it.',
    },
  },
  { code: /^ImageBuildFailure$/, words: /Image build failed/i, cause: imageBuild },
  {
    code: /^(?:FailedPullingImage|AcrRefreshTokenRetrievalError|AggregatedUnauthorizedAccessError)$/,
    words:
      /\b(?:FailedPullingImage|AcrRefreshTokenRetrievalError)\b|Failed to pull Docker image|Unable to pull docker image/i,
    cause: (match) => {
      const isRefused = /unauthorized|authentication required|authenticat|identity/i.test(match.input)
      return {
        kind: 'image-build',
        title: 'The image could not be pulled',
        what: isRefused
          ? 'The registry did not let the compute read the image of the environment.'
          : 'The compute could not get the image of the environment from its registry.',
        advice: isRefused
          ? 'Give the compute’s managed identity the role AcrPull on the registry.'
          : 'Check the name of the image and that the compute can reach its registry.',
      }
    },
  },
  {
    code: /^ScriptExecution\.(?:StreamAccess|WriteStreams)\.Authentication$/,
    words:
      /ScriptExecution\.(?:StreamAccess|WriteStreams)\.Authentication|StreamError\(PermissionDenied|DestinationError\(PermissionDenied|AuthorizationPermissionMismatch|caused by AuthenticationException/,
    cause: refused,
  },
  {
    code: /^ScriptExecution\.StreamAccess\.(?:NotFound|Validation)$/,
    words:
      /ScriptExecution\.StreamAccess\.NotFound|StreamError\(NotFound|Found no resources for the input|\b(?:PathNotFound|BlobNotFound|ContainerNotFound)\b/,
    cause: notThere,
  },
  {
    words: /^Input '(.+?)': there is (?:no file|nothing) at '(.+?)'/,
    cause: ([, name = '', place = '']) => ({
      ...notThere,
      title: `Input ${name} is not there`,
      what: `There is nothing at ${place}.`,
    }),
  },
  {
    code: /^AZFMountError$/,
    words: /\bAZFMountError\b|unable to mount Azure File|Failed to mount URI|^Input '(.+?)': /i,
    cause: {
      kind: 'data-access',
      title: 'An input could not be had',
      what: 'The service could not mount or download data that the job reads.',
      advice: 'Check the datastore’s account, credentials and firewall.',
    },
  },
  {
    words: /exec format error|execution-wrapper: no such file or directory/,
    cause: {
      kind: 'image-build',
      title: 'The image does not run on the node',
      what: 'The service could not start its wrapper inside of the environment’s image.',
      advice: 'Build the image for linux/amd64, with bash in it (on a Mac: docker build --platform linux/amd64).',
    },
  },
]

type ServiceCause = Readonly<{
  cause: Cause
  /** The message, or else the code, that says so. */
  text: string
}>

/** The first rule that the service's words fulfil. */
export function causeByService(facts: FailureFacts): ServiceCause | undefined {
  const { codes, messages } = wordsOf(facts.error)
  const own = messages.map((message) => splitQuote(message).own)
  for (const { code, words, cause } of serviceRules) {
    const match =
      own.map((text) => words?.exec(text)).find((found) => found != null) ??
      codes.map((text) => code?.exec(text)).find((found) => found != null)
    if (match) {
      const isCode = codes.includes(match.input) && !own.includes(match.input)
      const text = isCode ? (own[0] ?? match.input) : match.input
      return { cause: typeof cause === 'function' ? cause(match, facts) : cause, text }
    }
  }
  return undefined
}

export function timedOut({ timeoutSeconds, isTrial }: FailureFacts): Cause {
  const limit = timeoutSeconds === undefined ? 'its limit' : `its limit of ${wholeDuration(timeoutSeconds)}`
  return {
    kind: 'timed-out',
    title: 'The time limit was reached',
    what: `The job ran longer than ${limit} and was ended.`,
    advice: `Raise ${isTrial ? 'the limit of each trial' : 'limits.timeout'}, do less in one job, or continue from a checkpoint.`,
    changes: [{ kind: 'longer-timeout' }],
  }
}

function trialsFailed(failure: Failure | undefined): Cause {
  const what = 'The sweep was ended because its trials failed'
  if (!failure || failure.kind === 'unknown') {
    const advice = 'Look at what the first of them failed of, below.'
    return { kind: 'unknown', title: 'Its trials failed', what: `${what}.`, advice }
  }
  const { kind, title, advice, changes } = failure
  return {
    kind,
    title: `Its trials failed: ${title}`,
    what: `${what}, for this cause more than for any other.`,
    advice,
    changes,
  }
}

const sentence = (text: string): string => {
  const first = /^[\s\S]{10,300}?[.](?=\s|$)/.exec(text)?.[0] ?? text.slice(0, 300)
  return first.trim()
}
