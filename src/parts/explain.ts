import { ArmError, NetworkError } from '../api/arm-error.ts'
import { ChangedOnDiskError, UploadIncompleteError } from '../domain/upload-errors.ts'
import { RouteError } from './route-error.ts'

export type Explanation = Readonly<{
  /** What happened, in a few words. */
  title: string
  detail: string
  /** What somebody can do about it. */
  advice?: string
  /** A command that would do it, for whoever has the right to run it. */
  command?: string
  /** Trying the same again may help. */
  canRetry: boolean
  code?: string
  requestId?: string
}>

/**
 * Says in words what an error means and what to do. Branches on codes and statuses, never on a message's text.
 *
 * @param origin the origin this page runs at, for the rule that lets it in
 */
export function explain(error: unknown, origin: string = globalThis.location?.origin ?? ''): Explanation {
  if (error instanceof NetworkError) return explainSilence(error, origin)
  if (error instanceof ArmError) {
    const { requestId } = error
    const code = error.innerCode ? `${error.code} / ${error.innerCode}` : error.code
    return { ...explainAnswer(error, origin), code, ...(requestId ? { requestId } : {}) }
  }
  if (error instanceof RouteError) {
    return { title: 'This link leads nowhere', detail: error.message, canRetry: false }
  }
  const detail = error instanceof Error ? error.message : String(error)
  if (error instanceof ChangedOnDiskError) return { title: 'A file is not what it was', detail, canRetry: false }
  if (error instanceof UploadIncompleteError) {
    const advice = 'What has arrived is kept: another attempt sends the rest alone.'
    return { title: 'Not everything was uploaded', detail, advice, canRetry: true }
  }
  // A plain Error is a sentence that we wrote for the reader; a TypeError and its like are faults of the page.
  const isOwnSentence = error instanceof Error && error.name === 'Error'
  return { title: isOwnSentence ? 'This did not work' : 'Something went wrong in this page', detail, canRetry: true }
}

/** A page cannot see why an answer is missing; for storage and the data plane a missing CORS rule is the usual reason. */
function explainSilence({ host }: NetworkError, origin: string): Explanation {
  const detail = `${host} did not answer, or did not let this page read its answer.`
  const account = storageAccountOf(host)
  if (account) {
    return {
      title: 'The storage account did not answer',
      detail,
      advice: `If you are online, the account needs a CORS rule for ${origin}. An owner of the account can add it:`,
      command: corsCommand(account, origin),
      canRetry: true,
    }
  }
  if (/\.api\.(?:azureml\.ms|ml\.azure\.(?:us|cn))$/.test(host)) {
    const advice = `If you are online, the service may refuse pages from ${origin}: name a proxy as dataPlane.baseUrl in config.json.`
    return { title: 'The run history did not answer', detail, advice, canRetry: true }
  }
  return {
    title: 'No answer from the service',
    detail,
    advice: 'Check the connection and try again.',
    canRetry: true,
  }
}

const storageAccountOf = (host: string): string | undefined => /^([a-z0-9]+)\.(?:blob|dfs)\./.exec(host)?.[1]

const corsCommand = (account: string, origin: string) =>
  `az storage cors add --services b --methods GET HEAD PUT OPTIONS --origins ${origin} --allowed-headers '*' --exposed-headers '*' --max-age 1800 --account-name ${account}`

function explainHiddenHeader({ message: detail, target = '' }: ArmError, origin: string): Explanation {
  const account = storageAccountOf(target)
  return {
    title: 'The storage account hides part of its answer',
    detail,
    advice: `Its CORS rule for ${origin} must expose all headers. An owner of the account can add one that does:`,
    ...(account && { command: corsCommand(account, origin) }),
    canRetry: true,
  }
}

function explainAnswer(error: ArmError, origin: string): Explanation {
  const detail = error.message
  switch (error.innerCode ?? error.code) {
    case 'AuthorizationFailed':
      return explainMissingRole(error)
    case 'JobPropertyImmutable':
      return {
        title: 'This job name is taken',
        detail,
        advice: 'Choose another name: a job cannot be changed once it is submitted.',
        canRetry: false,
      }
    case 'RequestDisallowedByPolicy':
      return {
        title: 'An Azure policy forbids this',
        detail,
        advice: 'Ask whoever manages the subscription which policy it is and what it allows.',
        canRetry: false,
      }
    case 'InvalidAuthenticationTokenTenant':
      return {
        title: 'This subscription is in another tenant',
        detail,
        advice: 'Open the link with the tid of that tenant, or choose the tenant in the account menu.',
        canRetry: false,
      }
    case 'AADSTS90002':
      return { title: 'There is no such tenant', detail, advice: 'Check the tid of the link.', canRetry: false }
    case 'AADSTS50020':
      return {
        title: 'Your account is not in this tenant',
        detail,
        advice: 'Use another account, or ask an administrator of the tenant to invite this one.',
        canRetry: false,
      }
    case 'QuotaExceeded':
    case 'ClusterCoreQuotaReached':
      return {
        title: 'The quota does not allow this',
        detail,
        advice: 'Ask for fewer nodes or a smaller VM size, or request more quota in the Azure portal.',
        canRetry: false,
      }
    case 'HeaderNotExposed':
      return explainHiddenHeader(error, origin)
    case 'InvalidResponse':
      return {
        title: 'The answer could not be read',
        detail,
        advice: 'A proxy or firewall on the way may have replaced it.',
        canRetry: true,
      }
  }
  return explainStatus(error)
}

function explainStatus({ status, message: detail, retryAfterMs }: ArmError): Explanation {
  switch (status) {
    case 401:
      return { title: 'Your sign-in is not accepted', detail, advice: 'Sign in again.', canRetry: true }
    case 403:
      return {
        title: 'The service refuses this',
        detail,
        advice: 'If your role allows it, a network rule of the workspace or its storage may keep this address out.',
        canRetry: false,
      }
    case 404:
      return {
        title: 'Not found',
        detail,
        advice: 'It may have been deleted, or the link is for another workspace or tenant.',
        canRetry: false,
      }
    case 409:
    case 412:
      return {
        title: 'This does not fit what is there now',
        detail,
        advice: 'Somebody may have changed it meanwhile. Look at what is there and decide again.',
        canRetry: false,
      }
    case 429:
      return {
        title: 'Too many requests',
        detail,
        advice: retryAfterMs
          ? `The service asks to wait ${Math.ceil(retryAfterMs / 1000)} seconds.`
          : 'Wait a moment before trying again.',
        canRetry: true,
      }
    default:
      return status >= 500
        ? { title: 'The service has a problem', detail, advice: 'Try again in a moment.', canRetry: true }
        : { title: 'The service refused the request', detail, canRetry: false }
  }
}

/** ARM's sentence names who, what and where; a role at that scope is what is missing. */
function explainMissingRole({ message }: ArmError): Explanation {
  const action = /perform action '([^']+)'/.exec(message)?.[1]
  const scope = /over scope '([^'"$`\\]+)'/.exec(message)?.[1]
  const objectId = /object id '([\w-]+)'/.exec(message)?.[1]
  const title = 'Your role does not allow this'
  if (!action || !scope) return { title, detail: message, canRetry: false }
  const role = /\/computes\//i.test(action) ? 'AzureML Compute Operator' : 'AzureML Data Scientist'
  const workspace = /^.*?\/workspaces\/[^/]+/i.exec(scope)?.[0] ?? scope
  return {
    title,
    detail: `Missing is the action ${action} at ${scope}.`,
    advice: `An owner can give you a role that has it, for example ${role}:`,
    command: `az role assignment create --assignee ${objectId ?? '<your object id>'} --role "${role}" --scope "${workspace}"`,
    canRetry: false,
  }
}
