/**
 * Positions of the `k` greatest keys of the first `n`, greatest first; equal keys in order of position.
 * A heap of `k`: the first page of 250,000 results costs one comparison for most of them.
 */
export const topPositions = (keys: Float64Array, n: number, k: number): Uint32Array => {
  const size = Math.min(k, n)
  const heap = new Uint32Array(size)
  if (size === 0) return heap
  // True when position `a` comes after position `b` in the answer.
  const after = (a: number, b: number): boolean => {
    const ka = keys[a] as number
    const kb = keys[b] as number
    return ka < kb || (ka === kb && a > b)
  }
  const sink = (from: number, length: number): void => {
    let parent = from
    const moved = heap[parent] as number
    for (;;) {
      let child = 2 * parent + 1
      if (child >= length) break
      if (child + 1 < length && after(heap[child + 1] as number, heap[child] as number)) child++
      if (!after(heap[child] as number, moved)) break
      heap[parent] = heap[child] as number
      parent = child
    }
    heap[parent] = moved
  }

  for (let i = 0; i < size; i++) heap[i] = i
  for (let i = (size >> 1) - 1; i >= 0; i--) sink(i, size)
  for (let position = size; position < n; position++) {
    if (!after(heap[0] as number, position)) continue
    heap[0] = position
    sink(0, size)
  }
  // The root is the last of the answer: take it out `size` times.
  for (let end = size - 1; end > 0; end--) {
    const last = heap[0] as number
    heap[0] = heap[end] as number
    heap[end] = last
    sink(0, end)
  }
  return heap
}
