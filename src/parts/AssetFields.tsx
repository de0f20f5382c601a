import type { ReactNode } from 'react'
import { localKey } from '../domain/local-files.ts'
import { Card } from '../ui/Card.tsx'
import type { AssetFormProps } from './AssetEditor.tsx'
import styles from './AssetFields.module.css'
import { LocalAssetPicker } from './LocalAssetPicker.tsx'
import { YamlTextArea, YamlTextField } from './YamlFields.tsx'
import type { YamlForm } from './yaml-form.ts'

/** Cards of an asset's form: who it is, and what it holds. */
export const AssetFields = ({
  form,
  title,
  nameHint,
  children,
}: {
  form: YamlForm
  /** Of the card about what the version holds. */
  title: string
  nameHint: string
  children: ReactNode
}) => (
  <>
    <Card title="Name">
      <div className={styles.fields}>
        <div className={styles.pair}>
          <YamlTextField form={form} path={['name']} label="Name" mono hint={nameHint} />
          <YamlTextField
            form={form}
            path={['version']}
            label="Version"
            optional
            mono
            placeholder="The next free number"
          />
        </div>
        <YamlTextArea form={form} path={['description']} label="Description" optional rows={2} />
      </div>
    </Card>
    <Card title={title}>
      <div className={styles.fields}>{children}</div>
    </Card>
  </>
)

/** A place that is an address, or a file or folder on the user's disk. */
export const AssetPathField = ({
  form,
  assets,
  onPick,
  path,
  label,
  hint,
}: AssetFormProps & { path: readonly string[]; label: string; hint: string }) => (
  <>
    <YamlTextField form={form} path={path} label={label} mono hint={hint} />
    <LocalAssetPicker
      label={label.toLowerCase()}
      asset={assets.get(localKey(form.text(path)))}
      onPick={(asset) => onPick(path, asset)}
    />
  </>
)
