/**
 * Positions of the `k` greatest keys among 0 to `n` − 1, greatest first; equal keys in order of position.
 * A heap of `k`: the first page of 250,000 results costs one comparison for most of them, and no array of their keys.
 */
export const topPositions = (keyOf: (position: number) => number, n: number, k: number): Uint32Array => {
  const size = Math.min(k, n)
  const heap = new Uint32Array(size)
  if (size === 0) return heap
  const keys = new Float64Array(size)
  // True when the entry (key `ka`, position `a`) comes after entry `b` in the answer.
  const after = (ka: number, a: number, kb: number, b: number): boolean => ka < kb || (ka === kb && a > b)
  const sink = (key: number, position: number, from: number, length: number): void => {
    let parent = from
    for (;;) {
      let child = 2 * parent + 1
      if (child >= length) break
      const right = child + 1
      if (right < length && after(keys[right] as number, heap[right] as number, keys[child] as number, heap[child] as number))
        child = right
      if (!after(keys[child] as number, heap[child] as number, key, position)) break
      heap[parent] = heap[child] as number
      keys[parent] = keys[child] as number
      parent = child
    }
    heap[parent] = position
    keys[parent] = key
  }

  for (let i = 0; i < size; i++) {
    heap[i] = i
    keys[i] = keyOf(i)
  }
  for (let i = (size >> 1) - 1; i >= 0; i--) sink(keys[i] as number, heap[i] as number, i, size)
  for (let position = size; position < n; position++) {
    const key = keyOf(position)
    // Of two equal keys the earlier position stays.
    if (key > (keys[0] as number)) sink(key, position, 0, size)
  }
  // The root is the last of the answer: take it out `size` times.
  for (let end = size - 1; end > 0; end--) {
    const [key, position] = [keys[end] as number, heap[end] as number]
    heap[end] = heap[0] as number
    sink(key, position, 0, end)
  }
  return heap
}
