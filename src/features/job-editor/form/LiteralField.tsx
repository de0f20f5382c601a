import { useRef } from 'react'
import { numberOrText, type YamlKind } from '../../../parts/yaml-form.ts'
import { YamlField, type YamlFieldProps } from '../../../parts/YamlFields.tsx'
import { Select, TextInput } from '../../../ui/Field.tsx'
import type { LiteralKind } from './data-words.ts'

export const literalKindOf = (kind: YamlKind | undefined): LiteralKind =>
  kind === 'int' || kind === 'float' ? 'number' : kind === 'bool' ? 'bool' : 'string'

/** What is there as a value of another kind, as near as it comes. */
export function asLiteral(text: string, kind: LiteralKind): string | number | boolean {
  if (kind === 'bool') return /^(?:true|yes|on|1)$/i.test(text)
  if (kind === 'string') return text
  const value = Number(text)
  return text.trim() !== '' && Number.isFinite(value) ? value : 0
}

/**
 * A value that keeps its kind while it is edited: text stays text, also when it looks like a number. What is typed into
 * an empty field decides by itself.
 */
export function LiteralField(field: Omit<YamlFieldProps, 'hint' | 'placeholder' | 'mono'>) {
  const { form, path } = field
  const kind = literalKindOf(form.kind(path))
  const text = form.text(path)
  // `3.0` is no number that writing gives back as it is, so it becomes text on the way to `3.05`, which is none.
  const begunAsText = useRef(false)
  return (
    <YamlField {...field} hint={kind === 'bool' ? `The command gets ${text}.` : undefined}>
      {(control) =>
        kind === 'bool' ? (
          <Select
            {...control}
            value={text.toLowerCase()}
            onChange={(event) => form.set(path, event.target.value === 'true')}
          >
            <option value="true">true</option>
            <option value="false">false</option>
          </Select>
        ) : (
          <TextInput
            {...control}
            mono
            value={text}
            onFocus={() => {
              begunAsText.current = kind === 'string' && text !== ''
            }}
            onChange={({ target: { value } }) => form.set(path, begunAsText.current ? value : numberOrText(value))}
          />
        )
      }
    </YamlField>
  )
}
