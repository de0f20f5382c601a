import { FilePlus } from 'lucide-react'
import { useMemo, useState } from 'react'
import {
  leftOutCounts,
  sizeOf,
  sizeWarning,
  withLeftOut,
  withText,
  type LocalAsset,
  type SizeWarning,
} from '../domain/local-files.ts'
import { heaviestFolders, localTree, type LocalFolder } from '../domain/local-tree.ts'
import { formatBytes, plural } from '../lib/numbers.ts'
import { Button } from '../ui/Button.tsx'
import { Disclosure } from '../ui/Disclosure.tsx'
import { Checkbox } from '../ui/Field.tsx'
import { Notice } from '../ui/Notice.tsx'
import styles from './LocalAssetPicker.module.css'
import { LocalFileDialog } from './LocalFileDialog.tsx'
import { LocalTree } from './LocalTree.tsx'
import { NewLocalFileDialog } from './NewLocalFileDialog.tsx'

/** What will be uploaded of a folder or file, and what not, and why. */
export function LocalAssetView({ asset, onChange }: { asset: LocalAsset; onChange: (asset: LocalAsset) => void }) {
  const [showIgnored, setShowIgnored] = useState(false)
  const [opened, setOpened] = useState<string>()
  const [isNaming, setNaming] = useState(false)
  const top = useMemo(() => localTree(asset.entries), [asset])
  const warning = sizeWarning(asset)
  const { ignored } = leftOutCounts(asset)
  return (
    <>
      <Disclosure open summary={summaryOf(asset)}>
        <LocalTree
          label={`Files of ${asset.name}`}
          top={top}
          showIgnored={showIgnored}
          onLeaveOut={(paths, isLeftOut) => onChange(withLeftOut(asset, paths, isLeftOut))}
          onOpen={setOpened}
        />
        {asset.kind === 'folder' && (
          <div className={styles.actions}>
            <Button small variant="ghost" icon={<FilePlus size={14} />} onClick={() => setNaming(true)}>
              New file …
            </Button>
            {ignored > 0 && (
              <Checkbox
                label={`Show ${plural(ignored, 'ignored file')}`}
                checked={showIgnored}
                onChange={(event) => setShowIgnored(event.target.checked)}
              />
            )}
          </div>
        )}
      </Disclosure>
      {asset.files.length === 0 && (
        <p className={styles.error} role="alert">
          Nothing is left to upload: {ignored > 0 ? `look at ${asset.ignoreFile?.name}, or ` : ''}choose files above.
        </p>
      )}
      {warning && <TooMuch warning={warning} asset={asset} top={top} />}
      {asset.files.some(({ path }) => path.startsWith('.git/')) && (
        <p className={styles.hint}>The .git folder goes along. An .amlignore with a line .git keeps it out.</p>
      )}
      {asset.ignoreFile?.broken.map(({ pattern, line }) => (
        <p key={line} className={styles.hint}>
          Line {line} of {asset.ignoreFile?.name} is no pattern and is passed over here; the CLI refuses the folder for
          it: <code>{pattern}</code>
        </p>
      ))}
      {isNaming && (
        <NewLocalFileDialog
          asset={asset}
          onClose={() => setNaming(false)}
          onCreate={(path) => {
            onChange(withText(asset, path, ''))
            setNaming(false)
            setOpened(path)
          }}
        />
      )}
      {opened !== undefined && (
        <LocalFileDialog
          key={opened}
          asset={asset}
          path={opened}
          onChange={(text) => onChange(withText(asset, opened, text))}
          onClose={() => setOpened(undefined)}
        />
      )}
    </>
  )
}

function summaryOf(asset: LocalAsset): string {
  const { ignored, byUser } = leftOutCounts(asset)
  return [
    `${asset.name}: ${plural(asset.files.length, 'file')}, ${formatBytes(sizeOf(asset))}`,
    ...(ignored > 0 ? [`${ignored} left out by ${asset.ignoreFile?.name}`] : []),
    ...(byUser > 0 ? [`${byUser} left out by you`] : []),
  ].join('; ')
}

/** Large uploads are allowed and rarely meant: most are data, environments or caches that lie beside the code. */
function TooMuch({ warning, asset, top }: { warning: SizeWarning; asset: LocalAsset; top: LocalFolder }) {
  const { tooManyFiles, tooManyBytes } = warning
  const folders = heaviestFolders(top, tooManyBytes ? 'sentBytes' : 'sentFiles').slice(0, 3)
  const limit = [...(tooManyFiles ? ['2,000 files'] : []), ...(tooManyBytes ? ['100 MB'] : [])].join(' and ')
  return (
    <Notice
      tone="warning"
      title={`This is a lot to upload: ${plural(asset.files.length, 'file')}, ${formatBytes(sizeOf(asset))}`}
    >
      <p className={styles.text}>
        It is over {limit}, so it takes long to upload and to start. Leave out what is not needed, here or in an
        .amlignore.
        {folders.length > 0 && ' Most of it: '}
        {folders.map(({ path, sentFiles, sentBytes }, index) => (
          <span key={path}>
            {index > 0 && ', '}
            <code>{path}/</code> ({plural(sentFiles, 'file')}, {formatBytes(sentBytes)})
          </span>
        ))}
      </p>
    </Notice>
  )
}
