import { isConsequence, type DecidingException } from './deciding-exception.ts'
import type { Failure, FailureFacts, JobChange } from './failure.ts'
import { inputOfPath } from './own-files.ts'
import { packageOf } from './packages.ts'
import { shortType, type Raised } from './traceback.ts'

/** A cause without the lines that show it. */
export type Cause = Pick<Failure, 'kind' | 'title' | 'what' | 'advice'> & { changes?: readonly JobChange[] }

type ExceptionRule = (raised: Raised, facts: FailureFacts) => Cause | undefined

/**
 * What an exception that ended a job means, from the surest sign to the vaguest: its type before its message, and of
 * messages those alone that libraries word so.
 */
const rules: readonly ExceptionRule[] = [
  missingModule,
  missingName,
  missingLibrary,
  outOfGpuMemory,
  outOfSharedMemory,
  outOfMemory,
  outOfDisk,
  refusedData,
  missingData,
  missingFile,
  syntaxError,
]

/** What ended a job, by the exception or by the one that led to it. @returns `by` the one that tells */
export function causeOfException(
  { raised, chain }: Pick<DecidingException, 'raised' | 'chain'>,
  facts: FailureFacts,
): { cause: Cause; by: Raised } {
  const direct = firstOf(raised, facts)
  if (direct) return { cause: direct, by: raised }
  for (let index = chain.length - 1; index > 0 && passesOn(chain[index], chain[index - 1]); index -= 1) {
    const by = chain[index - 1]
    const cause = by && firstOf(by, facts)
    if (cause) return { cause, by }
  }
  const title = `The script raised ${shortType(raised)}`
  const what = raised.message ? `${shortType(raised)}: ${raised.message}` : 'Nobody caught it, and it has no message.'
  return { cause: { kind: 'your-code', title, what }, by: raised }
}

function firstOf(raised: Raised, facts: FailureFacts): Cause | undefined {
  for (const rule of rules) {
    const cause = rule(raised, facts)
    if (cause) return cause
  }
  return undefined
}

/** An exception raised while another was handled may have nothing to do with it, unless it says so. */
function passesOn(raised: Raised | undefined, before: Raised | undefined): boolean {
  if (!raised || !before) return false
  const subject = moduleIn(before.message) ?? before.message
  return raised.link === 'cause' || isConsequence(raised) || (subject.length > 2 && raised.message.includes(subject))
}

const moduleIn = (message: string): string | undefined => /No module named '?([\w.]+)'?/.exec(message)?.[1]

function missingModule(raised: Raised, { ownModules }: FailureFacts): Cause | undefined {
  const module = /^(?:ModuleNotFoundError|ImportError)$/.test(raised.type) ? moduleIn(raised.message) : undefined
  return module === undefined ? undefined : causeOfMissingModule(module, ownModules)
}

/** @param ownModules names of modules in the user's code, where it is known */
export function causeOfMissingModule(module: string, ownModules: readonly string[] = []): Cause {
  const [first = module] = module.split('.')
  if (ownModules.includes(first)) {
    return {
      kind: 'your-code',
      title: `Python does not find your module ${module}`,
      what: `The code has a ${first}, but not where Python looks for modules.`,
      advice: 'Start the script in the folder that holds the module, or add that folder to PYTHONPATH.',
    }
  }
  const wanted = packageOf(module)
  return {
    kind: 'dependency',
    title: `A package is missing: ${wanted ?? module}`,
    what: `The script imports ${module}, and the environment of the job has no such module.`,
    advice: wanted
      ? `Add ${wanted} to the environment’s conda file. If ${first} is a module of your own, check that it is part of the code.`
      : 'Look up which package brings it, and add that to the environment’s conda file.',
    changes: wanted ? [{ kind: 'add-package', package: wanted }] : [],
  }
}

function missingName({ type, message }: Raised): Cause | undefined {
  const [, name, module = 'the module'] =
    /cannot import name '(\w+)'(?: from (?:partially initialized module )?'([\w.]+)')?/.exec(message) ?? []
  if (type !== 'ImportError' || !name) return undefined
  const isCircular = message.includes('partially initialized')
  return isCircular
    ? {
        kind: 'your-code',
        title: 'Modules import each other',
        what: `${name} was imported from ${module} before ${module} had defined it.`,
        advice: 'Break the circle: import inside of a function, or move what both need to a third module.',
      }
    : {
        kind: 'dependency',
        title: 'A package has another version than the code expects',
        what: `${name} cannot be imported: ${module} that is installed has none.`,
        advice: 'Pin the version that the code was written for in the environment’s conda file.',
      }
}

function missingLibrary({ type, message }: Raised): Cause | undefined {
  const library = /(lib[\w.+-]+\.so[\d.]*): cannot open shared object file/.exec(message)?.[1]
  if (!library || !/^(?:ImportError|OSError)$/.test(type)) return undefined
  const isOpenCv = library.startsWith('libGL.')
  return {
    kind: 'dependency',
    title: `A system library is missing: ${library}`,
    what: `A Python package needs ${library}, which the image of the environment does not have.`,
    advice: isOpenCv
      ? 'Take opencv-python-headless in place of opencv-python: it needs no display.'
      : 'Choose an image that has it, or build one from a Dockerfile that installs it.',
  }
}

function outOfGpuMemory(raised: Raised): Cause | undefined {
  const { message } = raised
  const isTorch = /CUDA out of memory|CUDA error: out of memory|HIP out of memory/.test(message)
  const isOther = /ResourceExhaustedError/.test(raised.type) && /OOM when allocating/.test(message)
  if (!isTorch && !isOther && !/CUDA_ERROR_OUT_OF_MEMORY|cudaErrorMemoryAllocation/.test(message)) return undefined
  const asked = /Tried to allocate ([\d.]+ [KMG]i?B)/.exec(message)?.[1]
  return {
    kind: 'out-of-memory',
    title: 'Out of GPU memory',
    what: asked ? `The script asked the GPU for ${asked} more than it had.` : 'The GPU had no memory left.',
    advice: 'Take smaller batches, accumulate gradients, train in half precision, or choose a GPU with more memory.',
    changes: [{ kind: 'more-gpu-memory' }],
  }
}

export const sharedMemoryPattern =
  /killed by signal: Bus error|insufficient shared memory|out of shared memory|unable to (?:open|write to|mmap).*shared memory/i

function outOfSharedMemory({ message }: Raised): Cause | undefined {
  return sharedMemoryPattern.test(message) ? sharedMemory : undefined
}

export const sharedMemory: Cause = {
  kind: 'out-of-memory',
  title: 'Out of shared memory',
  what: 'A worker of a data loader found no room in /dev/shm, which is 2 GB unless the job asks for more.',
  advice: 'Ask for more shared memory, or take fewer data loader workers.',
  changes: [{ kind: 'more-shared-memory' }],
}

function outOfMemory(raised: Raised): Cause | undefined {
  const isType = /^(?:MemoryError|_?ArrayMemoryError|OutOfMemoryError)$/.test(shortType(raised))
  const isMessage =
    /Cannot allocate memory|DefaultCPUAllocator: (?:can't|not enough)|std::bad_alloc|^Unable to allocate [\d.]+ [KMGT]iB/.test(
      raised.message,
    )
  if (!isType && !isMessage) return undefined
  const asked = /(?:allocate|allocating) ([\d.]+ [KMGT]i?B)/.exec(raised.message)?.[1]
  return {
    kind: 'out-of-memory',
    title: 'Out of memory',
    what: asked
      ? `The script asked for ${asked} that the node did not have.`
      : 'The node had no memory left for the script.',
    advice: 'Load less at once, or choose a node with more memory.',
    changes: [{ kind: 'more-memory' }],
  }
}

function outOfDisk({ message }: Raised): Cause | undefined {
  return /No space left on device|Disk quota exceeded|NoSpaceLeft/.test(message) ? diskFull : undefined
}

export const diskFull: Cause = {
  kind: 'out-of-disk',
  title: 'Out of disk space',
  what: 'The disk of the node was full.',
  advice:
    'Mount large inputs in place of downloading them, write checkpoints to an output, delete old ones, or choose a node with a larger disk.',
  changes: [{ kind: 'more-disk' }],
}

/** What storage says when it refuses: https://learn.microsoft.com/rest/api/storageservices/common-rest-api-error-codes */
const refusals =
  /\b(?:AuthorizationPermissionMismatch|AuthorizationFailure|AuthenticationFailed|InsufficientAccountPermissions|KeyBasedAuthenticationNotPermitted|PublicAccessNotPermitted|StreamAccess\.Authentication|StreamError\(PermissionDenied)/

function refusedData({ message }: Raised): Cause | undefined {
  return refusals.test(message) ? refused : undefined
}

export const refused: Cause = {
  kind: 'data-access',
  title: 'Storage refused access',
  what: 'The identity that the job reads and writes data with has no right to do so there.',
  advice:
    'Give the compute’s managed identity (or the user, if the job runs with the user’s identity) the role “Storage Blob Data Reader”, to write “Storage Blob Data Contributor”, on the storage account, and check its firewall. Owner is not enough: it gives no right to data.',
}

const nothingThere =
  /\b(?:BlobNotFound|ContainerNotFound|PathNotFound|FilesystemNotFound|StreamAccess\.NotFound|StreamError\(NotFound)/

function missingData({ message }: Raised): Cause | undefined {
  return nothingThere.test(message) ? notThere : undefined
}

export const notThere: Cause = {
  kind: 'data-access',
  title: 'Data is not there',
  what: 'The job was told to read data at a place in storage where there is none.',
  advice: 'Check the paths of the job’s inputs: upper and lower case count, and a folder must hold at least one file.',
}

function missingFile({ type, message }: Raised): Cause | undefined {
  if (type !== 'FileNotFoundError') return undefined
  const path = /'([^']+)'/.exec(message)?.[1] ?? /(\/\S+)/.exec(message)?.[1]
  const input = path && inputOfPath(path)
  const what = path ? `There is no ${path}.` : message
  return input
    ? {
        kind: 'data-access',
        title: `Input ${input} has no such file`,
        what,
        advice: `Look at what the input ${input} really holds; a path to a folder needs the file’s name behind it.`,
      }
    : {
        kind: 'your-code',
        title: 'The script opens a file that is not there',
        what,
        advice:
          'The command runs in the folder of the code. Data has to come by an input, and its path by ${{inputs.NAME}}.',
      }
}

function syntaxError({ type, message }: Raised): Cause | undefined {
  if (!/^(?:SyntaxError|IndentationError|TabError)$/.test(type)) return undefined
  return {
    kind: 'your-code',
    title: 'The script is no valid Python',
    what: `${type}: ${message}`,
    advice: 'If it runs elsewhere, the Python of the environment may be older than the syntax.',
  }
}
