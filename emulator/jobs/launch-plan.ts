/** What the launcher is to start, as JSON in the job's folder. All paths are absolute. */
export type LaunchPlan = Readonly<{
  bash: string
  /** Between asking processes to end and leaving them to be killed. */
  graceMs: number
  /** Gets a sentence on the process that failed first. */
  failureFile: string
  processes: readonly Readonly<{
    title: string
    command: string
    workingDirectory: string
    env: Readonly<Record<string, string>>
    logFile: string
    isService: boolean
  }>[]
}>
