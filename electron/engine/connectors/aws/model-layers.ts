import type { Signal } from '../../../../shared/domain/observation.ts'
import { recognise } from '../catalogue/recognise.ts'

/** Libraries for models among a function's layers, by the layer's name: the words of a package, whole. */
export function layerSignals(arns: readonly string[]): readonly Signal[] {
  return arns.flatMap((arn) => {
    const name = arn.split(':')[6] ?? ''
    const words = [name, ...name.split(/[-_.]/)].map((word) => word.toLowerCase())
    const known = words.flatMap((word) => recognise({ packageName: word }))
    return known.slice(0, 1).map((signal): Signal => ({ ...signal, value: `layer ${name}`.slice(0, 200), certainty: 'certain' }))
  })
}
