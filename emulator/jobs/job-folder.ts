import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'

/** What a job has on each of its nodes. */
export type NodeFolder = Readonly<{
  /** The code; the command runs here. */
  work: string
  home: string
  tmp: string
}>

/** Absolute paths of all that belongs to one job on disk, until it has ended and its files are in blob storage. */
export type JobFolder = NodeFolder &
  Readonly<{
    root: string
    inputs: string
    outputs: string
    /** Holds what the processes print, each file as it is named among the job's artifacts. */
    userLogs: string
    systemLog: string
    /** What is printed while the environment is made, before the job has a node. */
    buildLog: string
    /** What is printed around the command. Empty for a job of one process, whose log it goes to. */
    wrapperLog: string
    /** The processes of a distributed job, see `LaunchPlan`, and which of them failed. */
    plan: string
    failure: string
    /** The command's exit code, once it has ended. */
    exit: string
  }>

export function jobFolder(dataDir: string, seq: number): JobFolder {
  const root = resolve(dataDir, 'jobs', String(seq))
  const below = (name: string) => `${root}/${name}`
  return {
    root,
    work: below('work'),
    inputs: below('inputs'),
    outputs: below('outputs'),
    home: below('home'),
    tmp: below('tmp'),
    userLogs: below('user_logs'),
    systemLog: below('lifecycler.log'),
    buildLog: below('image-build.log'),
    wrapperLog: below('execution-wrapper.log'),
    plan: below('plan.json'),
    failure: below('failure'),
    exit: below('exit'),
  }
}

/** The folders of one node; those of the first are the job's own. */
export function nodeFolder(folder: JobFolder, node: number): NodeFolder {
  if (node === 0) return folder
  const below = (name: string) => `${folder.root}/node-${node}/${name}`
  return { work: below('work'), home: below('home'), tmp: below('tmp') }
}

/** `./outputs` and `./logs` are there from the start, as on Azure: scripts write into them without making them. */
export function makeJobFolder(folder: JobFolder) {
  makeNodeFolder(folder)
  for (const path of [folder.inputs, folder.outputs, folder.userLogs]) mkdirSync(path, { recursive: true })
}

export function makeNodeFolder({ work, home, tmp }: NodeFolder) {
  for (const path of [`${work}/outputs`, `${work}/logs`, home, tmp]) mkdirSync(path, { recursive: true })
}
