import type { JobService } from '../api/generated/arm.ts'

/** A way into a job while it runs. */
export type Service = Readonly<{
  /** As its job names it. */
  name: string
  /** For people: `JupyterLab`. */
  kind: string
  status: string | undefined
  error: string | undefined
  port: number | undefined
}> &
  (
    | Readonly<{ way: 'link'; url: string }>
    /** A terminal, through the CLI. */
    | Readonly<{ way: 'ssh' }>
    /** An address that no browser should follow, shown as it is; or none yet. */
    | Readonly<{ way: 'text'; text: string | undefined }>
  )

/** Every job has these; they lead to pages about it, not into it. */
const ofEveryJob: readonly string[] = ['tracking', 'studio']

/** Spellings of the same kind, as SDK, CLI and service write them (azure-ai-ml, `entities/_job/job_service.py`). */
const kinds: Readonly<Record<string, string>> = {
  jupyterlab: 'JupyterLab',
  vscode: 'VS Code',
  tensorboard: 'TensorBoard',
  ssh: 'SSH',
  raydashboard: 'Ray dashboard',
  custom: 'Custom',
}

/** The interactive services of a job, in the order of their names. */
export function interactiveServices(
  services: Readonly<Record<string, JobService | null>> | null | undefined,
): Service[] {
  return Object.entries(services ?? {})
    .flatMap(([name, service]) => (service ? [serviceOf(name, service)] : []))
    .filter(({ kind }) => !ofEveryJob.includes(kind.toLowerCase()))
    .toSorted((a, b) => a.name.localeCompare(b.name))
}

function serviceOf(name: string, { jobServiceType, endpoint, status, errorMessage, port }: JobService): Service {
  const type = (jobServiceType ?? name).toLowerCase().replaceAll(/[\s_-]/g, '')
  const common = {
    name,
    kind: kinds[type] ?? jobServiceType ?? name,
    status: status ?? undefined,
    error: errorMessage ?? undefined,
    port: port ?? undefined,
  }
  if (type === 'ssh') return { ...common, way: 'ssh' }
  const url = webAddress(endpoint)
  return url === undefined ? { ...common, way: 'text', text: endpoint ?? undefined } : { ...common, way: 'link', url }
}

/** Whoever may write the job writes its endpoints, so only what opens a plain web page becomes a link. */
function webAddress(text: string | null | undefined): string | undefined {
  if (!text || !URL.canParse(text)) return undefined
  const url = new URL(text)
  const isPlain = ['https:', 'http:'].includes(url.protocol) && url.username === '' && url.password === ''
  return isPlain ? url.href : undefined
}
