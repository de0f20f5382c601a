import { describe, expect, test } from 'vitest'
import { readNotebook } from './notebook.ts'

const notebook = (...cells: object[]) =>
  readNotebook(JSON.stringify({ cells, metadata: { language_info: { name: 'python' } }, nbformat: 4 }))
const code = (...outputs: object[]) => ({ cell_type: 'code', source: ['a = 1\n', 'a'], execution_count: 3, outputs })
const outputsOf = (...outputs: object[]) => {
  const [cell] = notebook(code(...outputs)).cells
  return cell?.kind === 'code' ? cell.outputs : undefined
}

describe('a notebook', () => {
  test('is cells of text and code with what they left', () => {
    expect(
      notebook(
        { cell_type: 'markdown', source: '# Title' },
        code({ output_type: 'stream', text: ['\u001b[31mred\u001b[0m\n', 'two'] }),
      ),
    ).toEqual({
      language: 'python',
      cells: [
        { kind: 'markdown', text: '# Title' },
        { kind: 'code', text: 'a = 1\na', count: 3, outputs: [{ kind: 'text', text: 'red\ntwo' }] },
      ],
      leftOut: 0,
    })
  })

  test('never shows HTML or scripts, only the text beside them', () => {
    expect(
      outputsOf(
        { output_type: 'display_data', data: { 'text/html': '<script>alert(1)</script>', 'text/plain': 'table' } },
        { output_type: 'execute_result', data: { 'application/javascript': 'alert(1)' } },
      ),
    ).toEqual([
      { kind: 'text', text: 'table' },
      { kind: 'left-out', types: ['application/javascript'] },
    ])
  })

  test('shows pictures that are pictures', () => {
    expect(outputsOf({ output_type: 'display_data', data: { 'image/png': 'iVBO\nRw==' } })).toEqual([
      { kind: 'image', dataUrl: 'data:image/png;base64,iVBORw==' },
    ])
    expect(outputsOf({ output_type: 'display_data', data: { 'image/png': '"><script>' } })).toEqual([
      { kind: 'left-out', types: ['image/png'] },
    ])
  })

  test('tells errors', () => {
    expect(outputsOf({ output_type: 'error', ename: 'E', evalue: 'v', traceback: ['one', 'two'] })).toEqual([
      { kind: 'error', text: 'one\ntwo' },
    ])
    expect(outputsOf({ output_type: 'error', ename: 'E', evalue: 'v' })).toEqual([{ kind: 'error', text: 'E: v' }])
  })

  test('of another form than it should have breaks nothing', () => {
    expect(outputsOf({ output_type: 'stream', text: 5 }, { output_type: 'x', data: [] })).toEqual([
      { kind: 'text', text: '' },
    ])
    expect(readNotebook('{"cells":[null,5,{"cell_type":7}]}').cells).toEqual([{ kind: 'raw', text: '' }])
    expect(() => readNotebook('{"cells":{}}')).toThrow('no list of cells')
    expect(() => readNotebook('[]')).toThrow('no list of cells')
  })

  test('of many cells shows the first of them', () => {
    const many = notebook(...Array.from({ length: 501 }, () => ({ cell_type: 'raw', source: '' })))
    expect([many.cells.length, many.leftOut]).toEqual([500, 1])
  })
})
