import { describe, expect, test } from 'vitest'
import { imageSeriesIn } from './image-series.ts'

const at = (key: string, step: number, id = `g${step}`) => `images/${key}%step%${step}%timestamp%${1000 + step}%${id}`

describe('pictures among the files of a job', () => {
  test('logged by MLflow are series by step, each with its small copy', () => {
    const paths = [10, 2].flatMap((step) => [
      `${at('val#samples', step)}.png`,
      `${at('val#samples', step)}%compressed.webp`,
    ])
    expect(imageSeriesIn(paths).series).toEqual([
      {
        key: 'val/samples',
        images: [
          { step: 2, time: 1002, path: paths[2], thumbnail: paths[3] },
          { step: 10, time: 1010, path: paths[0], thumbnail: paths[1] },
        ],
      },
    ])
  })

  test('logged by newer MLflow are series too', () => {
    const path = 'images/val~samples+step+3+timestamp+1728370000123+h1b2c3d4-0000'
    expect(imageSeriesIn([`${path}+compressed.webp`, `${path}.png`]).series).toEqual([
      {
        key: 'val/samples',
        images: [{ step: 3, time: 1728370000123, path: `${path}.png`, thumbnail: `${path}+compressed.webp` }],
      },
    ])
  })

  test('whose large copy has not come yet are shown by the small one', () => {
    const small = `${at('x', 1)}%compressed.webp`
    expect(imageSeriesIn([small]).series[0]?.images[0]).toMatchObject({ path: small, thumbnail: small })
  })

  test('logged twice at a step are both there, in the order of time', () => {
    const paths = ['images/x%step%1%timestamp%9%b.png', 'images/x%step%1%timestamp%8%a.png']
    expect(imageSeriesIn(paths).series[0]?.images.map(({ time }) => time)).toEqual([8, 9])
  })

  test('that are mere files have a place of their own each, after the series', () => {
    const paths = [
      'training_confusion_matrix.png',
      'outputs/plots/roc.svg',
      'images/by-hand.png',
      `${at('z', 1)}.png`,
      'model/model.pkl',
      'system_logs/graph.png',
    ]
    expect(imageSeriesIn(paths).series.map(({ key }) => key)).toEqual([
      'z',
      'images/by-hand.png',
      'outputs/plots/roc.svg',
      'training_confusion_matrix.png',
    ])
  })

  test('are left to the page of files when there are very many', () => {
    const paths = Array.from({ length: 250 }, (_, index) => `outputs/dump/${index}.jpg`)
    const { series, left } = imageSeriesIn(paths)
    expect(series).toHaveLength(100)
    expect(series[2]?.key).toBe('outputs/dump/2.jpg')
    expect(left).toBe(150)
  })
})
