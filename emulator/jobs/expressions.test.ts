import { expect, test } from 'vitest'
import { fillIn, requiredReferences } from './expressions.ts'

const values = { inputs: { data: '/in/iris.csv', rate: '0.1' }, outputs: { model: '/out/model' } }

test('inputs and outputs are filled in as they are', () => {
  expect(fillIn('train ${{inputs.data}} --rate=${{ inputs.rate }} > ${{outputs.model}}/log', values)).toBe(
    'train /in/iris.csv --rate=0.1 > /out/model/log',
  )
})

test('a value that looks like an expression or a replacement pattern is not expanded again', () => {
  const tricky = { inputs: { a: '${{inputs.b}} $& $1', b: 'no' }, outputs: {} }
  expect(fillIn('echo ${{inputs.a}}', tricky)).toBe('echo ${{inputs.b}} $& $1')
})

test('an optional group goes away with its input', () => {
  const command = 'train $[[--seed ${{inputs.seed}}]] $[[--rate ${{inputs.rate}}]]'
  expect(fillIn(command, values)).toBe('train  --rate 0.1')
  expect(requiredReferences(command)).toEqual([])
})

test('what a command cannot do without is named, shell variables are not', () => {
  expect(requiredReferences('x ${{inputs.a}} ${HOME} $AZURE_ML_INPUT_b ${{outputs.o}}')).toEqual([
    { kind: 'inputs', name: 'a' },
    { kind: 'outputs', name: 'o' },
  ])
})
