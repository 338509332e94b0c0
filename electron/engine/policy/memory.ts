/** Remembers one value for each path; beyond `most` values it starts afresh. Paths of one memory are equally long. */
export function createMemory<T extends object>(most: number): (path: readonly unknown[], make: () => T) => T {
  let root = new Node<T>()
  let count = 0
  return (path, make) => {
    let node = root
    for (const part of path) node = node.next(part)
    if (node.value !== null) return node.value
    const value = make()
    if (count >= most) {
      root = new Node<T>()
      count = 0
    } else {
      node.value = value
      count += 1
    }
    return value
  }
}

/** A place on the paths that were taken. */
class Node<T> {
  value: T | null = null
  private readonly ways = new Map<unknown, Node<T>>()

  next(part: unknown): Node<T> {
    const known = this.ways.get(part)
    if (known !== undefined) return known
    const made = new Node<T>()
    this.ways.set(part, made)
    return made
  }
}
