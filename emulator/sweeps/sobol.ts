/**
 * Direction numbers of Joe and Kuo (new-joe-kuo-6.21201) for the dimensions after the first: the degree of a primitive
 * polynomial, its inner coefficients as a number, and the initial odd numbers.
 * https://web.maths.unsw.edu.au/~fkuo/sobol/
 */
const directions: readonly { degree: number; polynomial: number; initial: readonly number[] }[] = [
  { degree: 1, polynomial: 0, initial: [1] },
  { degree: 2, polynomial: 1, initial: [1, 3] },
  { degree: 3, polynomial: 1, initial: [1, 3, 1] },
  { degree: 3, polynomial: 2, initial: [1, 1, 1] },
  { degree: 4, polynomial: 1, initial: [1, 1, 3, 3] },
  { degree: 4, polynomial: 4, initial: [1, 3, 5, 13] },
  { degree: 5, polynomial: 2, initial: [1, 1, 5, 5, 17] },
  { degree: 5, polynomial: 4, initial: [1, 1, 5, 5, 5] },
  { degree: 5, polynomial: 7, initial: [1, 1, 7, 11, 19] },
  { degree: 5, polynomial: 11, initial: [1, 1, 5, 1, 1] },
  { degree: 5, polynomial: 13, initial: [1, 1, 1, 3, 11] },
  { degree: 5, polynomial: 14, initial: [1, 3, 5, 5, 31] },
  { degree: 6, polynomial: 1, initial: [1, 3, 3, 9, 7, 49] },
  { degree: 6, polynomial: 13, initial: [1, 1, 1, 15, 21, 21] },
  { degree: 6, polynomial: 16, initial: [1, 3, 1, 13, 27, 49] },
  { degree: 6, polynomial: 19, initial: [1, 1, 1, 15, 7, 5] },
  { degree: 6, polynomial: 22, initial: [1, 3, 1, 15, 13, 25] },
  { degree: 6, polynomial: 25, initial: [1, 1, 5, 5, 19, 61] },
  { degree: 7, polynomial: 1, initial: [1, 3, 7, 11, 23, 15, 103] },
  { degree: 7, polynomial: 4, initial: [1, 3, 7, 13, 13, 15, 69] },
]

/** Coordinates that the sequence has; a larger space draws the rest at random. */
export const sobolDimensions = directions.length + 1

const bits = 32

/** The directions of one dimension as 32-bit fractions, most significant first. */
function fractionsOf(dimension: number): number[] {
  const row = directions[dimension - 1]
  if (!row) return Array.from({ length: bits }, (_, bit) => (2 ** (bits - 1 - bit)) >>> 0)
  const { degree, polynomial, initial } = row
  const fractions = initial.map((odd, bit) => (odd * 2 ** (bits - 1 - bit)) >>> 0)
  for (let bit = degree; bit < bits; bit += 1) {
    const before = fractions[bit - degree] ?? 0
    let fraction = before ^ (before >>> degree)
    for (let k = 1; k < degree; k += 1) {
      if ((polynomial >>> (degree - 1 - k)) & 1) fraction ^= fractions[bit - k] ?? 0
    }
    fractions.push(fraction >>> 0)
  }
  return fractions
}

const fractions = new Map<number, number[]>()

/**
 * One coordinate of a point of the Sobol sequence, in [0, 1).
 * @param index from 0; the first 2^k points have one value in each of the 2^k equal parts of every dimension
 * @param dimension from 0 to below `sobolDimensions`
 * @param shift exclusive-ors the binary fraction: it makes another sequence that is as even as this one
 */
export function sobol(index: number, dimension: number, shift = 0): number {
  const known = fractions.get(dimension) ?? fractionsOf(dimension)
  fractions.set(dimension, known)
  // The Gray code of the index gives the same points in an order that starts as evenly.
  const gray = index ^ (index >>> 1)
  let value = shift
  for (let bit = 0; bit < bits; bit += 1) if ((gray >>> bit) & 1) value ^= known[bit] ?? 0
  return (value >>> 0) / 2 ** bits
}
