/** Figures and bars of a document that may come from another version, so only what is needed is expected of it. */
interface LooseDocument {
  readonly headline?: { readonly figures?: readonly LooseFigure[] }
  readonly sections: readonly { readonly id: string; readonly blocks: readonly LooseBlock[] }[]
}

interface LooseFigure {
  readonly id: string
  readonly value: number
  readonly of: number
}

interface LooseBlock {
  readonly kind: string
  readonly title?: string
  readonly of?: number
  readonly figures?: readonly LooseFigure[]
  readonly bars?: readonly { readonly label: string; readonly value: number }[]
}

/** Every figure and bar by where it stands, as `value of whole`. */
export function documentFigures(document: object): ReadonlyMap<string, string> {
  const { headline, sections } = document as LooseDocument
  const cover = (headline?.figures ?? []).map((item) => entry('cover', item))
  return new Map([...cover, ...sections.flatMap(({ id, blocks }) => blocks.flatMap((block) => blockFigures(id, block)))])
}

/** Where two documents state different figures, or one states a figure that the other does not. */
export function differingFigures(one: object, other: object): readonly string[] {
  const [a, b] = [documentFigures(one), documentFigures(other)]
  return [...new Set([...a.keys(), ...b.keys()])].filter((key) => a.get(key) !== b.get(key))
}

function blockFigures(section: string, block: LooseBlock): readonly (readonly [string, string])[] {
  if (block.kind === 'figures') return (block.figures ?? []).map((item) => entry(section, item))
  if (block.kind !== 'bars') return []
  return (block.bars ?? []).map((bar) => [`${section}/${block.title}/${bar.label}`, `${bar.value} of ${block.of}`])
}

function entry(section: string, { id, value, of }: LooseFigure): readonly [string, string] {
  return [`${section}/${id}`, `${value} of ${of}`]
}
