import type { LoadedRun } from '../runs/compared-run.ts'
import { settingsOf, type JobSetting } from './job-settings.ts'

export type SettingChoice = Readonly<{
  setting: JobSetting
  /** The values that the other jobs have, each once. */
  others: readonly string[]
  /** The jobs do not all have the same. */
  differs: boolean
}>

/** What can be changed of one of the jobs, what differs between them first. */
export function settingChoices(runs: readonly LoadedRun[], best: LoadedRun): SettingChoice[] {
  const all = runs.map(({ job }) => new Map(settingsOf(job.resource).map(({ id, value }) => [id, value])))
  const choices = settingsOf(best.job.resource).map((setting): SettingChoice => {
    const values = all.map((settings) => settings.get(setting.id))
    const known = values.filter((value) => value !== undefined)
    return {
      setting,
      others: [...new Set(known)].filter((value) => value !== setting.value),
      differs: new Set(values).size > 1,
    }
  })
  return choices.toSorted((a, b) => Number(b.differs) - Number(a.differs))
}
