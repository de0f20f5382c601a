import {
  localAsset,
  type LocalAsset,
  type LocalAssets,
  type LocalChanges,
  type PickedAsset,
} from '../domain/local-files.ts'
import { keptFiles, type KeptFiles } from '../lib/kept-files.ts'
import { forgetHanded } from './handed-assets.ts'

/** What was picked for a draft but is too large to be kept over a reload. */
export type LostAsset = Readonly<{ name: string; kind: 'folder' | 'file'; bytes: number; changes: LocalChanges }>

/** All that a draft has, by local path. */
export type RestoredAssets = Readonly<{ assets: LocalAssets; lost: ReadonlyMap<string, LostAsset> }>

/** What a draft has, by local path; the files themselves lie beside it, so that a tick does not write them anew. */
type Index = ReadonlyMap<string, LostAsset & { isKept: boolean }>

/** A copy of everything is made, so this is about the disk as much as about patience. */
export const mostKeptBytes = 200_000_000

const indexKey = (draftKey: string) => JSON.stringify([draftKey])
const filesKey = (draftKey: string, path: string) => JSON.stringify([draftKey, path])

const lastCalls = new WeakMap<KeptFiles, Promise<unknown>>()

/** One after the other: who leaves a page and comes back at once must find what the page was still writing. */
function inTurn<T>(store: KeptFiles, action: () => Promise<T>): Promise<T> {
  const turn = (lastCalls.get(store) ?? Promise.resolve()).then(action, action)
  lastCalls.set(store, turn)
  return turn
}

/** What was picked for a draft before the page was left. */
export const restoreAssets = (store: KeptFiles, draftKey: string): Promise<RestoredAssets> =>
  inTurn(store, () => readAssets(store, draftKey))

async function readAssets(store: KeptFiles, draftKey: string): Promise<RestoredAssets> {
  // Only this module writes there.
  const index = ((await store.get(indexKey(draftKey))) ?? new Map()) as Index
  const assets = new Map<string, LocalAsset>()
  const lost = new Map<string, LostAsset>()
  for (const [path, known] of index) {
    // oxlint-disable-next-line no-await-in-loop -- there are a handful
    const picked = known.isKept ? ((await store.get(filesKey(draftKey, path))) as PickedAsset | undefined) : undefined
    if (picked) assets.set(path, localAsset(picked, known.changes))
    else lost.set(path, known)
  }
  return { assets, lost }
}

/**
 * Keeps what was picked for a draft. A browser that has no room or allows no storage keeps what it can, silently: the
 * page goes on with what it has.
 */
export function createAssetKeeper(store: KeptFiles, draftKey: string) {
  /** What lies in the store, by path. */
  const written = new Map<string, { picked: PickedAsset; isKept: boolean }>()

  async function write({ assets, lost }: RestoredAssets) {
    let room = mostKeptBytes
    const index = new Map([...lost].map(([path, known]) => [path, { ...known, isKept: false }]))
    for (const [path, asset] of assets) {
      const { name, kind, picked, changes } = asset
      const worth = keepable(asset, room)
      const bytes = bytesOf(picked)
      room -= worth ? bytesOf(worth) : 0
      // oxlint-disable-next-line no-await-in-loop -- each takes of the room that is left
      index.set(path, { name, kind, bytes, changes, isKept: await keep(path, picked, worth) })
    }
    await store.set([[indexKey(draftKey), index]])
  }

  async function keep(path: string, picked: PickedAsset, worth: PickedAsset | undefined): Promise<boolean> {
    const before = written.get(path)
    if (before?.picked === picked) return before.isKept
    const isKept = worth !== undefined && (await tryTo(() => store.set([[filesKey(draftKey, path), worth]])))
    if (!isKept) await store.delete([filesKey(draftKey, path)])
    written.set(path, { picked, isKept })
    return isKept
  }

  return {
    /** What came out of the store need not go back into it. */
    know(assets: LocalAssets) {
      for (const [path, { picked }] of assets) written.set(path, { picked, isKept: true })
    },
    save: (all: RestoredAssets) => inTurn(store, () => write(all)).catch(() => undefined),
    forget() {
      written.clear()
      return forgetAssets(store, draftKey).catch(() => undefined)
    },
  }
}

const forgetAssets = (store: KeptFiles, draftKey: string): Promise<void> =>
  inTurn(store, async () => {
    const start = JSON.stringify([draftKey]).slice(0, -1)
    const keys = (await store.keys()).filter((key) => key === `${start}]` || key.startsWith(`${start},`))
    await store.delete(keys)
  })

/** For whoever has made something of the draft, or wants it no more. */
export const forgetLocalAssets = (draftKey: string): Promise<void> => {
  forgetHanded(draftKey)
  return forgetAssets(keptFiles, draftKey).catch(() => undefined)
}

/** All of it where there is room, else what is uploaded of it: ignored files are often data and environments. */
function keepable({ picked, ignoreFile }: LocalAsset, room: number): PickedAsset | undefined {
  if (bytesOf(picked) <= room) return picked
  const less = { ...picked, files: picked.files.filter(({ path }) => !ignoreFile?.ruleFor(path)?.ignores) }
  return less.files.length > 0 && bytesOf(less) <= room ? less : undefined
}

const bytesOf = ({ files }: PickedAsset) => files.reduce((bytes, { file }) => bytes + file.size, 0)

const tryTo = (action: () => Promise<void>) =>
  action().then(
    () => true,
    () => false,
  )
