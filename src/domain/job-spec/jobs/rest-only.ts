/**
 * What a job from the service has beyond its spec. A spec holds what YAML has words for; everything else of an answer
 * is kept beside it, by JSON pointer (RFC 6901) below `properties`: `{"/inputs/data/description": "raw"}`. It goes back
 * where it came from when the spec is sent again.
 */

type Fields = Readonly<Record<string, unknown>>

/**
 * What of `answer` is not in `sent`, which is what its spec becomes again. What the service wrote by itself is left
 * out, and so is what says nothing: null, empty maps.
 */
export function restOnlyOf(answer: Fields, sent: object): Record<string, unknown> | undefined {
  const left: [string, unknown][] = []
  collect(answer, sent, [], left)
  return left.length > 0 ? Object.fromEntries(left) : undefined
}

function collect(answer: Fields, sent: unknown, path: readonly string[], left: [string, unknown][]) {
  for (const [key, value] of Object.entries(answer)) {
    const at = [...path, key]
    if (saysNothing(value) || isOfService(at, value)) continue
    const own = ownValue(sent, key)
    if (isObject(value) && (isObject(own) || isOpenMap(at))) collect(value, own, at, left)
    else if (own === undefined) left.push([pointerTo(at), withoutService(at, value)])
  }
}

/**
 * The body with what is kept beside the spec. The spec goes first, and what belonged into something that is no longer
 * there (the description of a removed input) is gone, too.
 */
export function withRestOnly<Body extends object>(body: Body, restOnly: Fields = {}): Body {
  // Object.entries sees the same of any object.
  let whole = { ...body } as Fields
  for (const [pointer, value] of Object.entries(restOnly)) whole = put(whole, keysOf(pointer), [], value)
  // Nothing of the body was changed, only added to.
  return whole as Body
}

function put(target: Fields, [key, ...rest]: readonly string[], above: readonly string[], value: unknown): Fields {
  if (key === undefined) return target
  const own = ownValue(target, key)
  if (rest.length === 0) return own === undefined ? { ...target, [key]: value } : target
  const at = [...above, key]
  const inner = own === undefined && isOpenMap(at) ? {} : own
  return isObject(inner) ? { ...target, [key]: put(inner, rest, at, value) } : target
}

const openMaps = new Set(['inputs', 'outputs', 'services', 'tags', 'properties', 'environmentVariables', 'searchSpace'])

/** Maps whose keys people choose are kept entry by entry: by the time of sending there may be others in them. */
const isOpenMap = (path: readonly string[]) => path.length === 1 && openMaps.has(path[0] ?? '')

/**
 * Properties that the service or the client that submitted the job wrote: they tell of that one job (when it ran, from
 * which commit), so a file for another job must not carry them. Names as data-plane answers and the CLI's source show.
 */
const serviceProperties = new Set([
  'StartTimeUtc',
  'EndTimeUtc',
  'ContentSnapshotId',
  'ProcessInfoFile',
  'ProcessStatusFile',
  // Of a sweep: what it is to the service, and how it did.
  'runTemplate',
  'platform',
  'primary_metric_config',
  'space_size',
  'best_child_run_id',
  'best_data_container_id',
  'best_metric_status',
  'score',
  'trainyard.submission',
  'trainyard.copyOf',
])
export const isServiceProperty = (name: string) =>
  serviceProperties.has(name) || /^(?:_?azureml\.|mlflow\.source\.git\.)/.test(name)

const stateOfJob = new Set(['status', 'parameters', 'isArchived'])
const stateOfService = new Set(['endpoint', 'status', 'errorMessage'])

/** Every answer holds some of these, even when nobody asked for anything. */
function isOfService([top = '', key, inner]: readonly string[], value: unknown): boolean {
  if (key === undefined) {
    if (top === 'limits') return holdsOnly(value, 'jobLimitsType')
    // `Null` is the service's word for "no tier".
    if (top === 'queueSettings') return holdsOnly(value, 'jobTier') && ownValue(value, 'jobTier') === 'Null'
    return stateOfJob.has(top)
  }
  if (top === 'properties') return isServiceProperty(key)
  // The job's artifact folder.
  if (top === 'outputs') return key === 'default' && inner === undefined
  if (top !== 'services') return false
  // The links to the run's metrics and to its page.
  return inner === undefined ? key === 'Tracking' || key === 'Studio' : stateOfService.has(inner)
}

const withoutService = (path: readonly string[], value: unknown) =>
  isObject(value)
    ? Object.fromEntries(Object.entries(value).filter(([key, item]) => !isOfService([...path, key], item)))
    : value

const saysNothing = (value: unknown): boolean =>
  value === null || value === undefined || (isObject(value) && Object.values(value).every(saysNothing))

const holdsOnly = (value: unknown, key: string) =>
  isObject(value) && Object.entries(value).every(([name, item]) => name === key || saysNothing(item))

const ownValue = (value: unknown, key: string): unknown =>
  isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const pointerTo = (path: readonly string[]) =>
  path.map((key) => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')

const keysOf = (pointer: string) =>
  pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
