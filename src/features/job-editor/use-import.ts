import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { LocalFile } from '../../domain/content-hash.ts'
import type { StudioJobLink } from '../../domain/studio-link.ts'
import { paths, type WorkspacePlace } from '../../paths.ts'
import { findYaml, type FoundYaml } from './import-files.ts'
import { importJob } from './import-job.ts'

export type Picked = Promise<readonly LocalFile[]> | readonly LocalFile[]

export type Import = Readonly<{
  isReading: boolean
  /** The YAML files among what was chosen; undefined until something was. */
  found: readonly FoundYaml[] | undefined
  failure: string | undefined
  /** Looks through files; if one YAML file is among them, it becomes a draft at once. */
  take: (picked: Picked) => void
  /** Makes a draft of one of the files found. */
  choose: (yaml: FoundYaml) => void
  takeLink: (link: StudioJobLink) => void
  close: () => void
}>

/** Takes a job in from files or by a link. `state` is undefined while there is nothing to show of it. */
export function useImport(workspace: WorkspacePlace): { state: Import | undefined; open: (picked?: Picked) => void } {
  const navigate = useNavigate()
  const [isOpen, setOpen] = useState(false)
  const [isReading, setReading] = useState(false)
  const [files, setFiles] = useState<readonly LocalFile[]>([])
  const [found, setFound] = useState<readonly FoundYaml[]>()
  const [failure, setFailure] = useState<string>()

  function close() {
    setOpen(false)
    setFound(undefined)
    setFailure(undefined)
  }

  async function attempt(action: () => Promise<void>) {
    setReading(true)
    setFailure(undefined)
    try {
      await action()
    } catch (cause) {
      setFailure(cause instanceof Error ? cause.message : String(cause))
    } finally {
      setReading(false)
    }
  }

  async function becomeDraft(yaml: FoundYaml, all: readonly LocalFile[]) {
    const id = await importJob(workspace, yaml, all)
    close()
    void navigate(paths.newJob(workspace, { draft: id }))
  }

  const take = (picked: Picked) =>
    void attempt(async () => {
      setFound(undefined)
      const all = await picked
      const yamls = await findYaml(all)
      const [first, ...others] = yamls
      if (first && others.length === 0) return becomeDraft(first, all)
      setFiles(all)
      setFound(yamls)
      return undefined
    })

  function takeLink({ workspace: place, tenantId, jobName }: StudioJobLink) {
    close()
    void navigate(paths.newJob({ ...place, tenantId: tenantId ?? workspace.tenantId }, { from: jobName }))
  }

  const choose = (yaml: FoundYaml) => void attempt(() => becomeDraft(yaml, files))

  return {
    state: isOpen ? { isReading, found, failure, take, choose, takeLink, close } : undefined,
    open(picked) {
      setOpen(true)
      if (picked) take(picked)
    },
  }
}
