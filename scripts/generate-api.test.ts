import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { generate, specPath, targetPath } from './generate-api.ts'

test.skipIf(!existsSync(specPath))(
  'the generated types are those of the specification (skipped where ../shared is not checked out)',
  async () => {
    expect(await generate(readFileSync(specPath, 'utf8'))).toBe(readFileSync(targetPath, 'utf8'))
  },
)

test('tags stay closed, other enums open, nullable fields say so, prose stays out', async () => {
  const schemas: Record<string, unknown> = {}
  const named = [
    'Workspace ComputeResource ClusterUpdateParameters VirtualMachineSize Usage JobBaseResource CodeVersionResource',
    'PendingUploadRequestDto PendingUploadResponseDto DataContainerResource DataVersionBaseResource',
    'EnvironmentContainerResource EnvironmentVersionResource ModelContainerResource ModelVersionResource',
    'DatastoreResource DatastoreSecretsUnion ErrorResponse',
  ]
  for (const name of named.join(' ').split(' ')) schemas[name] = { type: 'object' }
  schemas['Usage'] = {
    type: 'object',
    description: 'Some prose.',
    required: ['kind'],
    properties: {
      kind: { type: 'string', enum: ['Only'] },
      unit: { type: 'string', enum: ['Count', 'Bytes'], nullable: true },
      id: { type: 'string', readOnly: true, description: 'More prose.' },
    },
  }
  const source = await generate(JSON.stringify({ info: { version: '1999-12-31' }, components: { schemas } }))
  expect(source).toContain("kind: 'Only'")
  expect(source).toContain("unit?: ('Count' | 'Bytes' | (string & {})) | null")
  expect(source).toContain('readonly id?: string')
  expect(source).toContain("apiVersion = '1999-12-31'")
  expect(source).not.toContain('prose')
})
